// The NBD device against a server that behaves.
using System.Net;
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

public sealed class NbdSwapDeviceTests
{
    private const int Pages = 64;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public void Runs_of_pages_come_back_as_written(string host)
    {
        using var server = new NbdTestServer(Pages * SwapPages.Bytes);
        using var device = Device(server, host);
        device.Activate();
        var run = SwapPages.Run(33, seed: 1);

        Assert.Equal(Pages, device.Pages);
        Assert.Equal(SwapStatus.Ok, device.Write(5, run));
        Assert.Equal(run, server.Store[(5 * SwapPages.Bytes)..(38 * SwapPages.Bytes)]);
        var read = new byte[run.Length];
        Assert.Equal(SwapStatus.Ok, device.Read(5, read));
        Assert.Equal(run, read);
    }

    [Fact]
    public void Run_travels_in_one_request()
    {
        using var server = new NbdTestServer(Pages * SwapPages.Bytes);
        using var device = Device(server);
        device.Activate();
        Assert.Equal(SwapStatus.Ok, device.Write(0, SwapPages.Run(32, seed: 2)));
        Assert.Equal([new NbdTestRequest(NbdTestCommand.Write, 0, 32 * SwapPages.Bytes)], server.Requests);
    }

    [Fact]
    public void Server_on_ipv6_is_reached()
    {
        Assert.SkipUnless(System.Net.Sockets.Socket.OSSupportsIPv6, "needs IPv6");
        using var server = new NbdTestServer(Pages * SwapPages.Bytes, IPAddress.IPv6Loopback);
        using var device = Device(server, "::1");
        device.Activate();
        Assert.Equal(SwapStatus.Ok, device.Write(0, SwapPages.Run(1, seed: 3)));
        Assert.Equal($"nbd://[::1]:{server.Port}/swap", device.Name);
    }

    [Fact]
    public void Payload_limit_of_the_server_splits_a_run()
    {
        using var server = new NbdTestServer(Pages * SwapPages.Bytes) { BlockSizes = (512, 4096, (2 * SwapPages.Bytes) + 512) };
        using var device = Device(server);
        device.Activate();
        var run = SwapPages.Run(5, seed: 4);
        Assert.Equal(SwapStatus.Ok, device.Write(1, run));
        Assert.Equal([2u, 2u, 1u], server.Requests.Select(request => request.Length / SwapPages.Bytes));
        var read = new byte[run.Length];
        Assert.Equal(SwapStatus.Ok, device.Read(1, read));
        Assert.Equal(run, read);
    }

    [Fact]
    public void Flush_and_discard_are_sent_where_the_server_takes_them()
    {
        using var server = new NbdTestServer(Pages * SwapPages.Bytes);
        using var device = Device(server);
        device.Activate();
        Assert.Equal(SwapStatus.Ok, device.Flush());
        Assert.Equal(SwapStatus.Ok, device.Discard(3, 2));
        Assert.Equal(
            [new NbdTestRequest(NbdTestCommand.Flush, 0, 0), new NbdTestRequest(NbdTestCommand.Trim, 3 * SwapPages.Bytes, 2 * SwapPages.Bytes)],
            server.Requests);
    }

    [Fact]
    public void Flush_and_discard_are_not_sent_where_the_server_does_not_take_them()
    {
        using var server = new NbdTestServer(Pages * SwapPages.Bytes) { TransmissionFlags = 1 };
        using var device = Device(server);
        device.Activate();
        Assert.Equal(SwapStatus.Ok, device.Flush());
        Assert.Equal(SwapStatus.Ok, device.Discard(0, 1));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void Export_that_is_no_multiple_of_a_page_loses_its_tail()
    {
        using var server = new NbdTestServer((3 * SwapPages.Bytes) + 100);
        using var device = Device(server);
        device.Activate();
        Assert.Equal(3, device.Pages);
        Assert.Throws<ArgumentOutOfRangeException>(() => device.Write(3, new byte[SwapPages.Bytes]));
    }

    [Fact]
    public void Last_deactivation_says_goodbye_and_the_next_activation_connects_anew()
    {
        using var server = new NbdTestServer(Pages * SwapPages.Bytes);
        using var device = Device(server);
        device.Activate();
        device.Activate();
        device.Deactivate();
        Assert.Equal(SwapStatus.Ok, device.Write(0, SwapPages.Run(1, seed: 5)));
        device.Deactivate();
        Assert.True(SpinWait.SpinUntil(() => server.Requests[^1].Command == NbdTestCommand.Disconnect, TimeSpan.FromSeconds(30)));
        Assert.Equal(SwapStatus.Disconnected, device.Write(0, SwapPages.Run(1, seed: 5)));

        device.Activate();
        Assert.Equal(SwapStatus.Ok, device.Write(0, SwapPages.Run(1, seed: 6)));
    }

    [Fact]
    public void Threads_that_share_the_connection_get_their_own_pages()
    {
        using var server = new NbdTestServer(Pages * SwapPages.Bytes);
        using var device = Device(server);
        device.Activate();
        Parallel.For(0, 8, thread =>
        {
            var page = new byte[SwapPages.Bytes];
            for (var version = 0; version < 50; version++)
            {
                SwapPages.Fill(page, thread, version);
                Assert.Equal(SwapStatus.Ok, device.Write(thread, page));
                page.AsSpan().Clear();
                Assert.Equal(SwapStatus.Ok, device.Read(thread, page));
                Assert.True(SwapPages.Matches(page, thread, version));
            }
        });
    }

    private static NbdSwapDevice Device(NbdTestServer server, string host = "127.0.0.1") => new(new NbdSwapOptions
    {
        Host = host,
        Port = server.Port,
        Export = "swap",
        Timeout = TimeSpan.FromSeconds(60),
    });
}
