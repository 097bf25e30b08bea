// Connects to a server within a time limit, without touching the asynchronous half of Socket.
using System.Net;
using System.Net.Sockets;

namespace MemallocKit.Swap;

/// <summary>
/// Resolves and connects on a helper thread while the caller waits: both are blocking calls without a time limit of their own, and
/// the asynchronous ones would spoil the socket for allocation-free use later.
/// </summary>
internal sealed class NbdDialer
{
    private readonly Lock _gate = new();
    private readonly NbdSwapOptions _options;
    private Socket? _socket;
    private Exception? _error;
    private bool _connected;
    private bool _abandoned;

    private NbdDialer(NbdSwapOptions options) => _options = options;

    public static Socket Connect(NbdSwapOptions options)
    {
        var dialer = new NbdDialer(options);
        var helper = new Thread(dialer.Run) { IsBackground = true, Name = "memallockit nbd connect" };
        helper.Start();
        var finished = helper.Join(options.Timeout);
        return dialer.Result(finished);
    }

    private Socket Result(bool finished)
    {
        var server = $"{_options.Host}:{_options.Port}";
        lock (_gate)
        {
            if (_connected)
                return _socket!;
            // From here on the helper owns nothing: closing the socket ends its blocking call.
            _abandoned = true;
            _socket?.Dispose();
            if (!finished)
                throw new SwapException($"NBD server {server} did not accept a connection within {_options.Timeout.TotalSeconds:0.###} s.", SwapStatus.TimedOut);
            throw new SwapException($"NBD server {server} cannot be reached: {_error!.Message}", SwapStatus.Disconnected, _error);
        }
    }

    private void Run()
    {
        try
        {
            foreach (var address in Dns.GetHostAddresses(_options.Host))
            {
                if (TryConnect(address))
                    return;
            }

            _error ??= new SocketException((int)SocketError.HostNotFound);
        }
        catch (Exception error)
        {
            // Whatever it is (a name that is too long, for one), the caller reports it; thrown here it would end the process.
            _error = error;
        }
    }

    /// <summary>False sends the search on to the next address.</summary>
    private bool TryConnect(IPAddress address)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            lock (_gate)
            {
                if (_abandoned)
                {
                    socket.Dispose();
                    return true;
                }

                _socket = socket;
            }

            socket.Connect(new IPEndPoint(address, _options.Port));
            lock (_gate)
                _connected = !_abandoned;
            return true;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            socket?.Dispose();
            // After a time-out this is only the echo of the Dispose in Result; nobody reads it then.
            _error = error;
            return false;
        }
    }
}
