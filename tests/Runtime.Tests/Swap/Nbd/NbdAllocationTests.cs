// Transfers over NBD make no managed allocation, whether they succeed or fail.
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

[Collection(Allocations.Name)]
public sealed class NbdAllocationTests
{
    private const int Pages = 64;

    [Fact]
    public void Transfers_allocate_nothing()
    {
        using var server = new NbdTestServer(Pages * SwapPages.Bytes);
        using var device = Activated(server);
        var run = SwapPages.Run(32, seed: 7);
        var statuses = new SwapStatus[3];
        Transfer(device, run, statuses, rounds: 1);
        Assert.Equal(0, Allocations.Count(() => Transfer(device, run, statuses, rounds: 200)));
        Assert.Equal([SwapStatus.Ok, SwapStatus.Ok, SwapStatus.Ok], statuses);
    }

    [Fact]
    public void Failures_allocate_nothing()
    {
        using var server = new NbdTestServer(Pages * SwapPages.Bytes);
        using var device = Activated(server);
        var page = new byte[SwapPages.Bytes];
        var statuses = new SwapStatus[3];
        Transfer(device, page, statuses, rounds: 1);
        server.OnRequest = _ => new NbdTestAnswer(NbdTestAnswerKind.DropInReply);
        Assert.Equal(0, Allocations.Count(() => Transfer(device, page, statuses, rounds: 3)));
        Assert.Equal([SwapStatus.Disconnected, SwapStatus.Disconnected, SwapStatus.Disconnected], statuses);
    }

    private static void Transfer(NbdSwapDevice device, byte[] run, SwapStatus[] statuses, int rounds)
    {
        for (var i = 0; i < rounds; i++)
        {
            statuses[0] = device.Write(0, run);
            statuses[1] = device.Read(0, run);
            statuses[2] = device.Flush();
        }
    }

    private static NbdSwapDevice Activated(NbdTestServer server)
    {
        var device = new NbdSwapDevice(new NbdSwapOptions
        {
            Host = "127.0.0.1",
            Port = server.Port,
            Export = "swap",
            Timeout = TimeSpan.FromSeconds(60),
        });
        device.Activate();
        return device;
    }
}
