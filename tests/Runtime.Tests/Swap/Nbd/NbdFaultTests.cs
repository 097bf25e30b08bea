// The NBD device against a server that fails in the middle of its work.
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

public sealed class NbdFaultTests
{
    private const int Pages = 16;

    [Theory]
    [InlineData(5, SwapStatus.DeviceError)]
    [InlineData(28, SwapStatus.NoSpace)]
    public void Error_reply_is_a_status_and_keeps_the_connection(uint error, SwapStatus expected)
    {
        using var server = new NbdTestServer(Pages * SwapPages.Bytes);
        using var device = Activated(server);
        server.OnRequest = _ => new NbdTestAnswer(NbdTestAnswerKind.Proper, error);
        Assert.Equal(expected, device.Write(0, SwapPages.Run(1, seed: 1)));
        Assert.Equal(expected, device.Read(0, new byte[SwapPages.Bytes]));
        Assert.Equal(expected, device.Flush());
        Assert.True(SwapPages.IsZero(server.Store));

        server.OnRequest = _ => NbdTestAnswer.Proper;
        Assert.Equal(SwapStatus.Ok, device.Write(0, SwapPages.Run(1, seed: 1)));
    }

    [Theory]
    [InlineData(NbdTestAnswerKind.Drop)]
    [InlineData(NbdTestAnswerKind.DropInReply)]
    [InlineData(NbdTestAnswerKind.DropInPayload)]
    [InlineData(NbdTestAnswerKind.WrongCookie)]
    [InlineData(NbdTestAnswerKind.WrongMagic)]
    public void Broken_message_drops_the_connection_and_nothing_more_is_sent(NbdTestAnswerKind kind)
    {
        using var server = new NbdTestServer(Pages * SwapPages.Bytes);
        using var device = Activated(server);
        server.OnRequest = _ => new NbdTestAnswer(kind);
        Assert.Equal(SwapStatus.Disconnected, device.Read(0, new byte[SwapPages.Bytes]));

        server.OnRequest = _ => NbdTestAnswer.Proper;
        Assert.Equal(SwapStatus.Disconnected, device.Write(0, SwapPages.Run(1, seed: 2)));
        Assert.Equal(SwapStatus.Disconnected, device.Read(0, new byte[SwapPages.Bytes]));
        Assert.Equal(SwapStatus.Disconnected, device.Flush());
        Assert.Single(server.Requests);
    }

    [Fact]
    public void Server_that_stalls_is_timed_out_once_and_then_gone()
    {
        using var server = new NbdTestServer(Pages * SwapPages.Bytes);
        using var device = Activated(server, TimeSpan.FromMilliseconds(500));
        server.OnRequest = _ => new NbdTestAnswer(NbdTestAnswerKind.Stall);
        Assert.Equal(SwapStatus.TimedOut, device.Write(0, SwapPages.Run(1, seed: 3)));
        Assert.Equal(SwapStatus.Disconnected, device.Write(0, SwapPages.Run(1, seed: 3)));
        Assert.Single(server.Requests);
    }

    [Fact]
    public void Server_that_goes_away_is_a_status_and_activation_anew_finds_it_again()
    {
        using var server = new NbdTestServer(Pages * SwapPages.Bytes);
        using var device = Activated(server);
        server.OnRequest = _ => new NbdTestAnswer(NbdTestAnswerKind.Drop);
        Assert.Equal(SwapStatus.Disconnected, device.Write(0, SwapPages.Run(1, seed: 4)));
        server.OnRequest = _ => NbdTestAnswer.Proper;

        device.Deactivate();
        device.Activate();
        Assert.Equal(SwapStatus.Ok, device.Write(0, SwapPages.Run(1, seed: 4)));
    }

    private static NbdSwapDevice Activated(NbdTestServer server, TimeSpan? timeout = null)
    {
        var device = new NbdSwapDevice(new NbdSwapOptions
        {
            Host = "127.0.0.1",
            Port = server.Port,
            Export = "swap",
            Timeout = timeout ?? TimeSpan.FromSeconds(60),
        });
        device.Activate();
        return device;
    }
}
