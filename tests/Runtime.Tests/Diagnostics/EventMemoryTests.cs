// Events cost nothing where nobody listens, and no managed memory where a session outside of the process does.
using System.Text;
using MemallocKit.Reserves;
using MemallocKit.Runtime.Tests.Reserves;
using MemallocKit.Runtime.Tests.Swap;

namespace MemallocKit.Runtime.Tests.Diagnostics;

public class EventMemoryTests
{
    private const int Rounds = 100;

    [Fact]
    public void Without_a_session_the_hooks_are_off() => ChildProcess.Run(HooksAreOff);

    [Fact]
    public void A_session_outside_gets_the_events_without_a_managed_allocation()
    {
        var trace = Record(CountToZero);
        Assert.Equal(Rounds + 1, Refusals(trace));
    }

    [Fact]
    public void A_session_outside_gets_the_events_of_a_full_heap()
    {
        var trace = Record(RunOnFullHeap, ("DOTNET_GCHeapHardLimit", "0x8000000"), ("DOTNET_TieredPGO", "0"));
        Assert.Equal(2, Refusals(trace));
    }

    private static void HooksAreOff()
    {
        using var tree = new TestTree().Connect();
        Assert.False(ReserveEvents.IsEnabled);
    }

    private static void CountToZero()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(ReserveEvents.IsEnabled);
        Work(tree);
        Assert.Equal(0, Allocations.Count(() =>
        {
            for (var round = 0; round < Rounds; round++)
                Work(tree);
        }));
    }

    private static void RunOnFullHeap()
    {
        using var tree = new TestTree().Connect().Exhaust();
        FullHeap.Run(() => Work(tree));
    }

    /// <summary>Runs a scenario under the runtime's own recorder, started by the environment; returns what it wrote.</summary>
    private static byte[] Record(Action scenario, params (string Name, string Value)[] environment)
    {
        var file = Path.GetTempFileName();
        try
        {
            ChildProcess.Run(
                scenario,
                [.. environment, ("DOTNET_EnableEventPipe", "1"), ("DOTNET_EventPipeOutputPath", file), ("DOTNET_EventPipeConfig", "MemallocKit:0xf:4")]);
            return File.ReadAllBytes(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static int Refusals(byte[] trace)
    {
        var reason = Encoding.Unicode.GetBytes("not_entitled\0");
        var rest = trace.AsSpan();
        var count = 0;
        for (int at; (at = rest.IndexOf(reason)) >= 0; count++)
            rest = rest[(at + reason.Length)..];
        return count;
    }

    /// <summary>An emergency, a refusal for each reason, and a stall.</summary>
    private static void Work(TestTree tree)
    {
        if (!tree.Pages.TryRent(out var lease, Entitlement.Memalloc) || tree.Pages.TryRent(out _, Entitlement.None) || tree.Pages.TryCharge(100))
            throw new InvalidOperationException("Not as it should be.");
        lease.Dispose();
        ReserveEvents.Stalled(tree.Pages, 1, 1000);
    }
}
