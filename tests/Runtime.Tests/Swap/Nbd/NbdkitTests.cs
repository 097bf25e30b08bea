// Device and pager against a real server, and against its faults.
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

public sealed class NbdkitTests
{
    private const int Resident = 64;
    private const int Pages = 512;

    [Fact]
    public void Pager_keeps_its_content_on_a_real_server()
    {
        using var server = Nbdkit.Start("memory", "4M");
        using var device = Device(server);
        using var rig = new PagerRig(Resident, Pages, device);
        Assert.Equal(1024, device.Pages);
        PagerRig.CheckAll(rig.AllocateFilled(Pages));
        Assert.True(rig.Pager.PagesOut >= Pages - Resident);
        Assert.Equal(SwapStatus.Ok, device.Flush());
        Assert.Equal(SwapStatus.Ok, device.Discard(0, Pages));
    }

    [Fact]
    public void Export_of_large_blocks_is_refused()
    {
        using var server = Nbdkit.Start("--filter=blocksize-policy", "memory", "4M", "blocksize-minimum=8192", "blocksize-preferred=8192");
        using var device = Device(server);
        Assert.Contains("blocks of 8192 bytes", Assert.Throws<SwapException>(device.Activate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Server_that_refuses_writes_for_a_while_costs_no_page()
    {
        var faultsOn = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var server = Nbdkit.Start(
            "--filter=error", "memory", "4M", "error-pwrite=EIO", "error-pwrite-rate=100%", $"error-pwrite-file={faultsOn}");
        using var device = Device(server);
        using var rig = new PagerRig(Resident, Pages, device);
        var handles = rig.Allocate(Pages);
        for (var i = 0; i < Resident; i++)
            PagerRig.Write(handles[i], i, version: 0);

        File.WriteAllText(faultsOn, "");
        try
        {
            Assert.Contains(SwapStatus.DeviceError, FillTheRest(handles));
            Assert.Equal(SwapStatus.DeviceError, rig.Pager.LastError);
        }
        finally
        {
            File.Delete(faultsOn);
        }

        Assert.DoesNotContain(SwapStatus.DeviceError, FillTheRest(handles));
        PagerRig.CheckAll(handles);
    }

    [Fact]
    public void Server_that_dies_leaves_the_resident_pages_usable()
    {
        using var server = Nbdkit.Start("memory", "4M");
        using var device = Device(server);
        using var rig = new PagerRig(Resident, Pages, device);
        var handles = rig.AllocateFilled(Pages);
        rig.WaitForIdleReclaimer();
        server.Kill();
        AssertOnlyResidentPagesAreReached(rig, handles);
    }

    [Fact]
    public void Server_that_freezes_is_timed_out_and_leaves_the_resident_pages_usable()
    {
        using var server = Nbdkit.Start("memory", "4M");
        using var device = Device(server, TimeSpan.FromSeconds(2));
        using var rig = new PagerRig(Resident, Pages, device);
        var handles = rig.AllocateFilled(Pages);
        rig.WaitForIdleReclaimer();
        server.Freeze();
        AssertOnlyResidentPagesAreReached(rig, handles);
    }

    private static void AssertOnlyResidentPagesAreReached(PagerRig rig, PageHandle[] handles)
    {
        var absent = Array.FindIndex(handles, handle => !rig.IsResident(handle));
        // Which of the two depends on who asks first, this pin or the reclaimer in the background.
        var first = handles[absent].TryPin(PinMode.Read, out var none);
        none.Dispose();
        Assert.True(first is SwapStatus.TimedOut or SwapStatus.Disconnected, $"{first}");
        rig.WaitForIdleReclaimer();

        var reached = 0;
        for (var i = 0; i < handles.Length; i++)
        {
            var expected = rig.IsResident(handles[i]) ? SwapStatus.Ok : SwapStatus.Disconnected;
            Assert.Equal(expected, handles[i].TryPin(PinMode.Read, out var pin));
            if (expected == SwapStatus.Ok)
            {
                Assert.True(SwapPages.Matches(pin.Span, i, version: 0));
                reached++;
            }

            pin.Dispose();
        }

        Assert.InRange(reached, 1, Resident);
        Assert.Equal(SwapStatus.Disconnected, rig.Pager.LastError);
    }

    private static SwapStatus[] FillTheRest(PageHandle[] handles)
    {
        var statuses = new SwapStatus[Pages - Resident];
        for (var i = Resident; i < Pages; i++)
        {
            statuses[i - Resident] = handles[i].TryPin(PinMode.Write, out var pin);
            if (!pin.Span.IsEmpty)
                SwapPages.Fill(pin.Span, i, version: 0);
            pin.Dispose();
        }

        return statuses;
    }

    private static NbdSwapDevice Device(Nbdkit server, TimeSpan? timeout = null) => new(new NbdSwapOptions
    {
        Host = "127.0.0.1",
        Port = server.Port,
        Timeout = timeout ?? TimeSpan.FromSeconds(60),
    });
}
