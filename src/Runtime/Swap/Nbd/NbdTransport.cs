// Exact sends and receives on a connected socket, by status instead of exception.
using System.Net.Sockets;

namespace MemallocKit.Swap;

/// <summary>Moves whole messages over a socket. One thread at a time.</summary>
/// <remarks>
/// Only the synchronous calls on spans with an <c>out SocketError</c> are used, on a socket that was never used asynchronously and
/// stays in blocking mode: these allocate nothing, error and time-out included (measured with
/// <see cref="GC.GetAllocatedBytesForCurrentThread"/>; once each, 56 bytes, when profile-guided tiering recompiles them: programs that
/// must page with a full heap set <c>TieredPGO</c> to false). One asynchronous call would switch the descriptor to non-blocking mode for
/// good, and later synchronous calls would then queue an object each.
/// </remarks>
internal sealed class NbdTransport : IDisposable
{
    private readonly Socket _socket;
    private readonly long _timeoutMilliseconds;

    public NbdTransport(Socket socket, TimeSpan timeout)
    {
        _socket = socket;
        _timeoutMilliseconds = (long)Math.Ceiling(timeout.TotalMilliseconds);
        // A request is a header and then a payload: without NoDelay the payload would wait for the header's acknowledgement.
        _socket.NoDelay = true;
        _socket.SendTimeout = (int)_timeoutMilliseconds;
        _socket.ReceiveTimeout = (int)_timeoutMilliseconds;
    }

    /// <summary>The time by which a message that starts now must be done.</summary>
    [Memalloc]
    public long NextDeadline() => Environment.TickCount64 + _timeoutMilliseconds;

    [Memalloc]
    public SwapStatus Send(ReadOnlySpan<byte> message, long deadline)
    {
        while (true)
        {
            var sent = SendSome(message, out var error);
            if (error != SocketError.Success)
                return StatusOf(error);
            message = message[sent..];
            if (message.IsEmpty)
                return SwapStatus.Ok;
            if (Environment.TickCount64 > deadline)
                return SwapStatus.TimedOut;
        }
    }

    /// <summary>Fills <paramref name="message"/>. The socket's own time limit is per call; the deadline bounds an answer that trickles.</summary>
    [Memalloc]
    public SwapStatus Receive(Span<byte> message, long deadline)
    {
        while (true)
        {
            var received = ReceiveSome(message, out var error);
            if (error != SocketError.Success)
                return StatusOf(error);
            if (received == 0)
                return SwapStatus.Disconnected;
            message = message[received..];
            if (message.IsEmpty)
                return SwapStatus.Ok;
            if (Environment.TickCount64 > deadline)
                return SwapStatus.TimedOut;
        }
    }

    public void Dispose() => _socket.Dispose();

    // With a full heap the runtime itself may fail inside the call: when tiered compilation replaces the framework's code, its system
    // calls are bound anew, and that allocates a string; a type may be initialised late. How much was moved is then unknown, so it
    // counts as a broken connection.
    [Memalloc]
    private static bool IsOutOfMemory(Exception e) => e is OutOfMemoryException or TypeInitializationException;

    [Memalloc]
    private int SendSome(ReadOnlySpan<byte> message, out SocketError error)
    {
        try
        {
            return _socket.Send(message, SocketFlags.None, out error);
        }
        catch (Exception e) when (IsOutOfMemory(e))
        {
            error = SocketError.NoBufferSpaceAvailable;
            return 0;
        }
    }

    [Memalloc]
    private int ReceiveSome(Span<byte> message, out SocketError error)
    {
        try
        {
            return _socket.Receive(message, SocketFlags.None, out error);
        }
        catch (Exception e) when (IsOutOfMemory(e))
        {
            error = SocketError.NoBufferSpaceAvailable;
            return 0;
        }
    }

    // A blocking socket reports its expired time limit as either of the two.
    [Memalloc]
    private static SwapStatus StatusOf(SocketError error) =>
        error is SocketError.TimedOut or SocketError.WouldBlock ? SwapStatus.TimedOut : SwapStatus.Disconnected;
}
