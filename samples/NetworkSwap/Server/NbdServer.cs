// A small NBD server for this machine: a thread a connection, blocking sockets, one export.

using System.Net;
using System.Net.Sockets;

namespace NetworkSwap.Server;

/// <summary>Listens from construction until <see cref="Dispose"/>. Safe for several threads.</summary>
internal sealed class NbdServer : IDisposable
{
    private static readonly TimeSpan s_handshakeTimeout = TimeSpan.FromSeconds(10);

    private readonly IBlockStore _store;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    /// <param name="store">What the export holds.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public NbdServer(IBlockStore store, int port)
    {
        _store = store;
        try
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
            _listener.Listen();
        }
        catch
        {
            _listener.Dispose();
            throw;
        }

        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        new Thread(Accept) { IsBackground = true, Name = "nbd accept" }.Start();
    }

    public int Port { get; }

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        while (true)
        {
            Socket socket;
            try
            {
                socket = _listener.Accept();
            }
            catch (Exception e) when (e is SocketException { SocketErrorCode: SocketError.OperationAborted or SocketError.Interrupted or SocketError.NotSocket } or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // A client that left again before it was accepted, or no descriptors left: neither ends the server.
                Thread.Sleep(10);
                continue;
            }

            new Thread(() => Serve(socket)) { IsBackground = true, Name = "nbd connection" }.Start();
        }
    }

    private void Serve(Socket socket)
    {
        try
        {
            // Only the handshake is timed: an open export may be silent for as long as its client likes.
            socket.NoDelay = true;
            socket.ReceiveTimeout = (int)s_handshakeTimeout.TotalMilliseconds;
            using var stream = new NetworkStream(socket, ownsSocket: true);
            if (!new NbdHandshake(stream, _store.SizeBytes).Run())
                return;
            socket.ReceiveTimeout = 0;
            new NbdTransmission(stream, _store).Run();
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The client left, was silent, or broke off in mid-message: its connection ends, the server does not.
        }
    }
}
