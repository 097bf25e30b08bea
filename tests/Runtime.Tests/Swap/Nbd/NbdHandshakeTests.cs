// What activation refuses, and that it says why.
using System.Net;
using System.Net.Sockets;
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

public sealed class NbdHandshakeTests
{
    private const int Bytes = 16 * SwapPages.Bytes;

    [Fact]
    public void Port_where_nobody_listens_is_refused()
    {
        // Bound but not listening: nobody else can take the port meanwhile.
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        var error = Refused(port);
        Assert.Equal(SwapStatus.Disconnected, error.Status);
        Assert.Contains($"127.0.0.1:{port} cannot be reached", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Host_that_does_not_resolve_is_refused()
    {
        foreach (var host in new[] { "no-such-host.invalid", new string('x', 300) })
        {
            using var device = new NbdSwapDevice(new NbdSwapOptions { Host = host, Timeout = TimeSpan.FromSeconds(60) });
            var error = Assert.Throws<SwapException>(device.Activate);
            Assert.Contains($"{host}:10809 cannot be reached", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Server_that_never_accepts_is_timed_out()
    {
        // A backlog of 0 holds one connection; the system ignores the next.
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        using var first = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        first.Connect(listener.LocalEndPoint!);

        var error = Refused(((IPEndPoint)listener.LocalEndPoint!).Port, timeout: TimeSpan.FromMilliseconds(300));
        Assert.Equal(SwapStatus.TimedOut, error.Status);
        Assert.Contains("did not accept a connection within 0.3 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Server_that_says_nothing_is_timed_out()
    {
        using var server = new NbdTestServer(Bytes) { Greeting = [] };
        var error = Refused(server.Port, timeout: TimeSpan.FromMilliseconds(300));
        Assert.Equal(SwapStatus.TimedOut, error.Status);
        Assert.Contains("is it an NBD server?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Server_of_something_else_is_refused()
    {
        using var server = new NbdTestServer(Bytes) { Greeting = "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray() };
        Assert.Contains("is not an NBD server", Refused(server.Port).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Server_that_hangs_up_is_refused()
    {
        using var server = new NbdTestServer(Bytes) { Greeting = "bye"u8.ToArray() };
        var error = Refused(server.Port);
        Assert.Equal(SwapStatus.Disconnected, error.Status);
        Assert.Contains("closed the connection before its greeting", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NBDMAGIC\0\0\u0042\u0002", 16, "oldstyle")]
    [InlineData("NBDMAGICIHAVEOPT\0\0", 18, "fixed newstyle")]
    public void Server_of_an_older_protocol_is_refused(string greeting, int bytes, string reason)
    {
        var padded = new byte[bytes];
        System.Text.Encoding.Latin1.GetBytes(greeting).CopyTo(padded, 0);
        using var server = new NbdTestServer(Bytes) { Greeting = padded };
        Assert.Contains(reason, Refused(server.Port).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_export_is_named_with_the_servers_own_words()
    {
        using var server = new NbdTestServer(Bytes);
        var error = Refused(server.Port, export: "elsewhere");
        Assert.Contains("has no export 'elsewhere': no such luck", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1u, "option GO")]
    [InlineData(2u, "by policy")]
    [InlineData(5u, "TLS")]
    [InlineData(9u, "error 9")]
    public void Refused_option_says_why(uint goError, string reason)
    {
        using var server = new NbdTestServer(Bytes) { GoError = goError };
        Assert.Contains(reason, Refused(server.Port).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_only_export_is_refused()
    {
        using var server = new NbdTestServer(Bytes) { TransmissionFlags = 1 | 2 };
        Assert.Contains("read-only", Refused(server.Port).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_smaller_than_a_page_is_refused()
    {
        using var server = new NbdTestServer(4095);
        Assert.Contains("4095 bytes, less than one page", Refused(server.Port).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8192u, 33554432u, "blocks of 8192 bytes")]
    [InlineData(3000u, 33554432u, "blocks of 3000 bytes")]
    [InlineData(0u, 33554432u, "blocks of 0 bytes")]
    [InlineData(512u, 2048u, "at most 2048 bytes")]
    public void Block_sizes_that_pages_do_not_fit_are_refused(uint min, uint max, string reason)
    {
        using var server = new NbdTestServer(Bytes) { BlockSizes = (min, 4096, max) };
        Assert.Contains(reason, Refused(server.Port).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Export_name_longer_than_the_protocol_allows_is_refused()
    {
        using var server = new NbdTestServer(Bytes);
        Assert.Contains("4097 bytes", Refused(server.Port, export: new string('x', 4097)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new NbdSwapDevice(new NbdSwapOptions { Host = "" }));
        Assert.ThrowsAny<ArgumentException>(() => new NbdSwapDevice(new NbdSwapOptions { Host = "a", Port = 65536 }));
        Assert.ThrowsAny<ArgumentException>(() => new NbdSwapDevice(new NbdSwapOptions { Host = "a", Timeout = TimeSpan.Zero }));
    }

    private static SwapException Refused(int port, string export = "swap", TimeSpan? timeout = null)
    {
        using var device = new NbdSwapDevice(new NbdSwapOptions
        {
            Host = "127.0.0.1",
            Port = port,
            Export = export,
            Timeout = timeout ?? TimeSpan.FromSeconds(60),
        });
        var error = Assert.Throws<SwapException>(device.Activate);
        Assert.Throws<InvalidOperationException>(device.Deactivate);
        Assert.Equal(SwapStatus.Disconnected, device.Flush());
        return error;
    }
}
