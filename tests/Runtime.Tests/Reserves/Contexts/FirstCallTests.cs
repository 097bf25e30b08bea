// What priming is for: afterwards the first call of a marked member is like every other.
using System.Runtime;
using MemallocKit.Generated;

namespace MemallocKit.Runtime.Tests.Reserves.Contexts;

public class FirstCallTests
{
    [Fact]
    public void First_call_of_a_marked_member_after_priming_compiles_and_allocates_nothing() => ChildProcess.Run(CallAfterPriming);

    [Fact]
    public void First_call_of_a_marked_member_without_priming_compiles_and_allocates() => ChildProcess.Run(CallWithoutPriming);

    internal static void CallAfterPriming()
    {
        using var tree = new TestTree().Connect();
        var report = new ContextPriming(typeof(HandWritten), [tree.Root]).Cover(typeof(PrimedProgram)).Prime();
        var (compiled, bytes) = FirstCall();
        Assert.True((compiled, bytes) == (0, 0), $"{compiled} methods compiled, {bytes} bytes allocated after:\n{report}");
        Assert.Empty(report.Skipped);
        Assert.False(PrimedProgram.Initialized);
    }

    internal static void CallWithoutPriming()
    {
        using var tree = new TestTree().Connect();
        MemallocScope.Prime([tree.Root]);
        var (compiled, bytes) = FirstCall();
        Assert.True(compiled >= 8 && bytes > 0, $"{compiled} methods compiled, {bytes} bytes allocated.");
    }

    private static (long Compiled, long Bytes) FirstCall()
    {
        // The counters themselves have first calls.
        _ = JitInfo.GetCompiledMethodCount(currentThread: true) + GC.GetAllocatedBytesForCurrentThread();
        var compiled = JitInfo.GetCompiledMethodCount(currentThread: true);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        _ = PrimedProgram.CallAll();
        return (JitInfo.GetCompiledMethodCount(currentThread: true) - compiled, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }
}
