// Runs the failing half of the socket calls once, while there is memory for what they build at first use.
using System.Net.Sockets;

namespace MemallocKit.Swap;

/// <summary>
/// The first error of the process makes the framework build its table of error codes. With a full heap that ended the
/// process instead of the connection (a <see cref="TypeInitializationException"/>, seen when a server was killed).
/// </summary>
internal static class SocketRehearsal
{
    /// <summary>Fails a send and a receive the way a lost peer makes them fail: by an error code of the system.</summary>
    public static void Run()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var transport = new NbdTransport(socket, TimeSpan.FromSeconds(1));
        Span<byte> message = stackalloc byte[1];
        _ = transport.Send(message, transport.NextDeadline());
        _ = transport.Receive(message, transport.NextDeadline());
    }
}
