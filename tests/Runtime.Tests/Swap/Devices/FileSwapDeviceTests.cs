// The file device: what it keeps, what it refuses, and what it leaves behind.
using System.Diagnostics;
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

public sealed class FileSwapDeviceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("memallockit-swap-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Swapfile => Path.Combine(_folder, "swapfile");

    [Fact]
    public void Runs_of_pages_come_back_as_written()
    {
        using var device = new FileSwapDevice(Swapfile, 64);
        device.Activate();
        var first = SwapPages.Run(32, seed: 1);
        var second = SwapPages.Run(32, seed: 2);

        Assert.Equal(SwapStatus.Ok, device.Write(0, first));
        Assert.Equal(SwapStatus.Ok, device.Write(32, second));
        Assert.Equal(SwapStatus.Ok, device.Flush());

        var read = new byte[64 * SwapPages.Bytes];
        Assert.Equal(SwapStatus.Ok, device.Read(0, read));
        Assert.Equal([.. first, .. second], read);
        Assert.Equal(64, device.Pages);
    }

    [Fact]
    public void Page_never_written_reads_as_zeros_up_to_the_last()
    {
        using var device = new FileSwapDevice(Swapfile, 8);
        device.Activate();
        var page = SwapPages.Run(1, seed: 3);
        Assert.Equal(SwapStatus.Ok, device.Read(7, page));
        Assert.True(SwapPages.IsZero(page));
    }

    [Fact]
    public void File_that_activation_created_is_gone_after_the_last_deactivation()
    {
        using var device = new FileSwapDevice(Swapfile, 8);
        device.Activate();
        device.Activate();
        device.Deactivate();
        Assert.Equal(8 * SwapPages.Bytes, new FileInfo(Swapfile).Length);
        Assert.Equal(SwapStatus.Ok, device.Write(0, SwapPages.Run(1, seed: 4)));
        device.Deactivate();
        Assert.False(File.Exists(Swapfile));
        Assert.Throws<InvalidOperationException>(device.Deactivate);
    }

    [Fact]
    public void File_that_was_there_is_resized_and_stays()
    {
        File.WriteAllBytes(Swapfile, new byte[100 * SwapPages.Bytes]);
        using (var device = new FileSwapDevice(Swapfile, 8))
            device.Activate();
        Assert.Equal(8 * SwapPages.Bytes, new FileInfo(Swapfile).Length);
    }

    [Fact]
    public void Path_that_cannot_be_used_is_named_and_leaves_the_device_inactive()
    {
        var path = Path.Combine(_folder, "missing", "swapfile");
        using var device = new FileSwapDevice(path, 8);
        var error = Assert.Throws<SwapException>(device.Activate);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(device.Deactivate);
        Assert.Equal(SwapStatus.Disconnected, device.Write(0, SwapPages.Run(1, seed: 5)));
    }

    [Fact]
    public void File_larger_than_any_disk_is_refused_at_activation_and_not_left_behind()
    {
        // 4 EiB: too large for the file system to even try, which would fill the disk under everybody else.
        const long pages = 1L << 50;
        using var device = new FileSwapDevice(Swapfile, pages);
        var error = Assert.Throws<SwapException>(device.Activate);
        Assert.NotEqual(SwapStatus.Ok, error.Status);
        Assert.Contains($"{pages} pages", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Swapfile));
    }

    [Fact]
    public void File_cut_short_by_someone_else_is_a_device_error_and_no_wrong_data()
    {
        using var device = new FileSwapDevice(Swapfile, 8);
        device.Activate();
        Assert.Equal(SwapStatus.Ok, device.Write(0, SwapPages.Run(8, seed: 6)));
        // The framework would respect the device's lock on the file; other programs do not.
        using (var truncate = Process.Start("truncate", ["-s", $"{(4 * SwapPages.Bytes) + 100}", Swapfile]))
            truncate.WaitForExit();
        Assert.Equal(SwapStatus.Ok, device.Read(0, new byte[4 * SwapPages.Bytes]));
        Assert.Equal(SwapStatus.DeviceError, device.Read(4, new byte[SwapPages.Bytes]));
    }

    [Fact]
    public void Full_disk_answers_no_space()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        Assert.Equal(SwapStatus.NoSpace, FileErrors.StatusOf(WriteToFullDisk()));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(8, 1)]
    [InlineData(7, 2)]
    [InlineData(long.MaxValue, 1)]
    public void Pages_outside_of_the_device_are_refused(long firstPage, int pages)
    {
        using var device = new FileSwapDevice(Swapfile, 8);
        device.Activate();
        Assert.Throws<ArgumentOutOfRangeException>(() => device.Write(firstPage, new byte[pages * SwapPages.Bytes]));
        Assert.Throws<ArgumentOutOfRangeException>(() => device.Read(firstPage, new byte[pages * SwapPages.Bytes]));
        Assert.Throws<ArgumentOutOfRangeException>(() => device.Discard(firstPage, pages));
    }

    [Fact]
    public void Part_of_a_page_is_refused()
    {
        using var device = new FileSwapDevice(Swapfile, 8);
        device.Activate();
        Assert.Throws<ArgumentException>(() => device.Write(0, new byte[100]));
    }

    [Fact]
    public void Disposed_device_cannot_be_activated_and_answers_disconnected()
    {
        var device = new FileSwapDevice(Swapfile, 8);
        device.Activate();
        device.Dispose();
        Assert.False(File.Exists(Swapfile));
        Assert.Equal(SwapStatus.Disconnected, device.Read(0, new byte[SwapPages.Bytes]));
        Assert.Equal(SwapStatus.Disconnected, device.Flush());
        Assert.Throws<ObjectDisposedException>(device.Activate);
    }

    private static IOException WriteToFullDisk()
    {
        using var full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.Write);
        return Assert.ThrowsAny<IOException>(() => RandomAccess.Write(full, new byte[SwapPages.Bytes], 0));
    }
}
