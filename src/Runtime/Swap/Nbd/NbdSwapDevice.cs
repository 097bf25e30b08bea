// A swap device on a network block device server.
using MemallocKit.Estimation;
using static MemallocKit.Swap.NbdProtocol;

namespace MemallocKit.Swap;

/// <summary>Keeps pages on an NBD server, over one TCP connection. Safe for use by several threads at a time; requests queue.</summary>
/// <remarks>
/// A connection that failed in the middle of a message is dropped: transfers then answer <see cref="SwapStatus.Disconnected"/> at once,
/// until the device is deactivated and activated again. Pages leave the machine as they are: use a network that you trust.
/// </remarks>
public sealed class NbdSwapDevice : ISwapDevice
{
    // Whole pages in 32 bits: trim has no payload and so its length is bounded only by the field.
    private const uint MaxTrimBytes = 1u << 31;

    private readonly ActivationCount _activations;
    private readonly NbdSwapOptions _options;
    private volatile NbdConnection? _connection;

    /// <summary>Names the export; nothing is contacted before <see cref="Activate"/>.</summary>
    /// <param name="options">Where the export is.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public NbdSwapDevice(NbdSwapOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        var host = options.Host.Contains(':') ? $"[{options.Host}]" : options.Host;
        Name = $"nbd://{host}:{options.Port}/{options.Export}";
        _activations = new ActivationCount(Name);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public long Pages { get; private set; }

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
        var connection = _connection;
        if (connection is null)
            return SwapStatus.Disconnected;
        while (!pages.IsEmpty)
        {
            var length = Math.Min(pages.Length, connection.Export.MaxPayloadBytes);
            var status = connection.Write(offset, pages[..length]);
            if (status != SwapStatus.Ok)
                return status;
            pages = pages[length..];
            offset += length;
        }

        return SwapStatus.Ok;
    }

    /// <inheritdoc/>
    [Memalloc]
    public SwapStatus Read(long firstPage, Span<byte> pages)
    {
        var offset = DeviceRange.CheckBytes(firstPage, pages.Length, Pages);
        var connection = _connection;
        if (connection is null)
            return SwapStatus.Disconnected;
        while (!pages.IsEmpty)
        {
            var length = Math.Min(pages.Length, connection.Export.MaxPayloadBytes);
            var status = connection.Read(offset, pages[..length]);
            if (status != SwapStatus.Ok)
                return status;
            pages = pages[length..];
            offset += length;
        }

        return SwapStatus.Ok;
    }

    /// <inheritdoc/>
    [Memalloc]
    public SwapStatus Flush()
    {
        var connection = _connection;
        if (connection is null)
            return SwapStatus.Disconnected;
        return connection.Export.CanFlush ? connection.Request(Command.Flush, 0, 0) : SwapStatus.Ok;
    }

    /// <inheritdoc/>
    [Memalloc]
    public SwapStatus Discard(long firstPage, long pages)
    {
        var offset = DeviceRange.CheckPages(firstPage, pages, Pages);
        var connection = _connection;
        if (connection is null)
            return SwapStatus.Disconnected;
        if (!connection.Export.CanTrim)
            return SwapStatus.Ok;
        for (var left = pages * PageArithmetic.PageBytes; left > 0;)
        {
            var length = (uint)Math.Min(left, MaxTrimBytes);
            var status = connection.Request(Command.Trim, offset, length);
            if (status != SwapStatus.Ok)
                return status;
            offset += length;
            left -= length;
        }

        return SwapStatus.Ok;
    }

    private void Open()
    {
        SocketRehearsal.Run();
        var transport = new NbdTransport(NbdDialer.Connect(_options), _options.Timeout);
        try
        {
            var connection = new NbdConnection(transport, NbdHandshake.Run(transport, _options));
            Pages = connection.Export.Bytes / PageArithmetic.PageBytes;
            _connection = connection;
        }
        catch
        {
            transport.Dispose();
            throw;
        }
    }

    private void Close()
    {
        _connection?.Close();
        _connection = null;
    }
}
