// One connection in the transmission phase: requests out, simple replies in, one at a time.
using static MemallocKit.Swap.NbdProtocol;

namespace MemallocKit.Swap;

/// <summary>Sends requests and waits for their replies. Any thread may call; requests queue at the gate.</summary>
/// <remarks>
/// The gate is a monitor because it is held during IO, where spinning would burn a processor, and because a monitor allocates
/// nothing managed even at its first contention; <see cref="Lock"/> and <see cref="SemaphoreSlim"/> build an object then (56 and 64
/// bytes measured). The queue is bounded in time: whoever meets a time limit drops the connection, and all behind it
/// are answered at once.
/// </remarks>
internal sealed class NbdConnection(NbdTransport transport, NbdExport export)
{
    private readonly object _gate = new();
    private ulong _cookie;
    private bool _dropped;

    public NbdExport Export => export;

    /// <summary>Writes at most <see cref="NbdExport.MaxPayloadBytes"/> and waits for the confirmation.</summary>
    [Memalloc]
    public SwapStatus Write(long offset, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            var deadline = transport.NextDeadline();
            var status = SendRequest(Command.Write, offset, (uint)payload.Length, deadline);
            if (status == SwapStatus.Ok)
                status = KeepIfOk(transport.Send(payload, deadline));
            return status == SwapStatus.Ok ? ReceiveReply(deadline) : status;
        }
    }

    /// <summary>Reads at most <see cref="NbdExport.MaxPayloadBytes"/>.</summary>
    [Memalloc]
    public SwapStatus Read(long offset, Span<byte> payload)
    {
        lock (_gate)
        {
            var deadline = transport.NextDeadline();
            var status = SendRequest(Command.Read, offset, (uint)payload.Length, deadline);
            if (status == SwapStatus.Ok)
                status = ReceiveReply(deadline);
            return status == SwapStatus.Ok ? KeepIfOk(transport.Receive(payload, deadline)) : status;
        }
    }

    /// <summary>A request without payload: flush or trim.</summary>
    [Memalloc]
    public SwapStatus Request(Command command, long offset, uint length)
    {
        lock (_gate)
        {
            var deadline = transport.NextDeadline();
            var status = SendRequest(command, offset, length, deadline);
            return status == SwapStatus.Ok ? ReceiveReply(deadline) : status;
        }
    }

    /// <summary>Says good-bye if the server still listens, and closes. Later requests are answered as disconnected.</summary>
    public void Close()
    {
        lock (_gate)
        {
            // A disconnect request has no reply; whether it arrives does not matter.
            _ = SendRequest(Command.Disconnect, 0, 0, transport.NextDeadline());
            _dropped = true;
            transport.Dispose();
        }
    }

    [Memalloc]
    private SwapStatus SendRequest(Command command, long offset, uint length, long deadline)
    {
        if (_dropped)
            return SwapStatus.Disconnected;
        Span<byte> header = stackalloc byte[RequestBytes];
        WriteRequest(header, command, ++_cookie, (ulong)offset, length);
        return KeepIfOk(transport.Send(header, deadline));
    }

    [Memalloc]
    private SwapStatus ReceiveReply(long deadline)
    {
        Span<byte> header = stackalloc byte[ReplyBytes];
        var status = KeepIfOk(transport.Receive(header, deadline));
        if (status != SwapStatus.Ok)
            return status;
        // One request is out, so a reply to anything else means that the two sides no longer agree on where a message starts.
        if (!TryReadReply(header, out var error, out var cookie) || cookie != _cookie)
            return KeepIfOk(SwapStatus.Disconnected);
        return error switch
        {
            0 => SwapStatus.Ok,
            ErrorNoSpace => SwapStatus.NoSpace,
            ErrorShutdown => KeepIfOk(SwapStatus.Disconnected),
            _ => SwapStatus.DeviceError,
        };
    }

    // Bytes may be missing from the stream after any failed transfer, so the connection cannot be used again. It is only marked:
    // closing a socket allocates, which waits until Close.
    [Memalloc]
    private SwapStatus KeepIfOk(SwapStatus status)
    {
        _dropped |= status != SwapStatus.Ok;
        return status;
    }
}
