// A swap device on a local file.
using MemallocKit.Estimation;
using Microsoft.Win32.SafeHandles;

namespace MemallocKit.Swap;

/// <summary>Keeps pages in a file. Safe for use by several threads at a time.</summary>
/// <remarks>
/// Activation reserves the space on disk, so that a full disk shows then and not when the first page has to leave. A file that
/// activation created is deleted when the device closes; one that was there is overwritten and stays.
/// </remarks>
public sealed class FileSwapDevice : ISwapDevice
{
    private readonly ActivationCount _activations;
    private readonly string _path;
    private volatile SafeFileHandle? _file;

    /// <summary>Names the file; nothing is opened before <see cref="Activate"/>.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="pages">Its size in pages of 4 KiB, at least 1.</param>
    public FileSwapDevice(string path, long pages)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(pages, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pages, long.MaxValue / PageArithmetic.PageBytes);
        _path = Path.GetFullPath(path);
        Pages = pages;
        Name = $"file:{_path}";
        _activations = new ActivationCount(Name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long Pages { get; }

    /// <inheritdoc/>
    public void Activate() => _activations.Activate(Open);

    /// <inheritdoc/>
    public void Deactivate() => _activations.Deactivate(Close);

    /// <inheritdoc/>
    public void Dispose() => _activations.Dispose(Close);

    /// <inheritdoc/>
    [Memalloc]
    public SwapStatus Write(long firstPage, ReadOnlySpan<byte> pages)
    {
        var offset = DeviceRange.CheckBytes(firstPage, pages.Length, Pages);
        var file = _file;
        if (file is null)
            return SwapStatus.Disconnected;
        try
        {
            RandomAccess.Write(file, pages, offset);
            return SwapStatus.Ok;
        }
        catch (Exception error) when (FileErrors.IsExpected(error))
        {
            return FileErrors.StatusOf(error);
        }
    }

    /// <inheritdoc/>
    [Memalloc]
    public SwapStatus Read(long firstPage, Span<byte> pages)
    {
        var offset = DeviceRange.CheckBytes(firstPage, pages.Length, Pages);
        var file = _file;
        if (file is null)
            return SwapStatus.Disconnected;
        try
        {
            while (!pages.IsEmpty)
            {
                var read = RandomAccess.Read(file, pages, offset);
                // Nothing left before the end that activation set: someone cut the file.
                if (read == 0)
                    return SwapStatus.DeviceError;
                pages = pages[read..];
                offset += read;
            }

            return SwapStatus.Ok;
        }
        catch (Exception error) when (FileErrors.IsExpected(error))
        {
            return FileErrors.StatusOf(error);
        }
    }

    /// <inheritdoc/>
    [Memalloc]
    public SwapStatus Flush()
    {
        var file = _file;
        if (file is null)
            return SwapStatus.Disconnected;
        try
        {
            RandomAccess.FlushToDisk(file);
            return SwapStatus.Ok;
        }
        catch (Exception error) when (FileErrors.IsExpected(error))
        {
            return FileErrors.StatusOf(error);
        }
    }

    /// <summary>Checks its arguments and does nothing: .NET offers no call that punches a hole.</summary>
    [Memalloc]
    public SwapStatus Discard(long firstPage, long pages)
    {
        DeviceRange.CheckPages(firstPage, pages, Pages);
        return _file is null ? SwapStatus.Disconnected : SwapStatus.Ok;
    }

    private void Open()
    {
        var bytes = Pages * PageArithmetic.PageBytes;
        var options = File.Exists(_path) ? FileOptions.None : FileOptions.DeleteOnClose;
        SafeFileHandle? file = null;
        try
        {
            file = File.OpenHandle(_path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, options, bytes);
            // Reserving space leaves the length at 0; without a length, reading a page never written would come up short.
            RandomAccess.SetLength(file, bytes);
            // Its first call, which is not to be one of the emergency.
            RandomAccess.FlushToDisk(file);
            _file = file;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            file?.Dispose();
            throw new SwapException(
                $"Swap file '{_path}' of {Pages} pages ({bytes} bytes) cannot be used: {error.Message}", FileErrors.StatusOf(error), error);
        }
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
