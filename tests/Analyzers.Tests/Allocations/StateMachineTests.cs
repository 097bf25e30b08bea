using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Allocations;

public class StateMachineTests
{
    [Fact]
    public Task Calls_of_iterators_and_async_methods_are_reported() => Verify.InScope("""
        foreach (var n in {|MKIT3007:Numbers()|}) { }
        var t = {|MKIT3007:Work()|};
        """, "static IEnumerable<int> Numbers() { yield return 1; } static async Task Work() => await Task.Yield();");

    [Fact]
    public Task Marked_iterators_and_async_methods_are_reported_where_they_are_declared() => Verify.Source("""
        class C
        {
            [Memalloc] static IEnumerable<int> {|MKIT3007:Numbers|}() { yield return 1; }
            [Memalloc] static async Task {|MKIT3007:Work|}() => await Task.Yield();
            [Memalloc] static void Caller() { Numbers(); Work(); }
        }
        """);

    [Fact]
    public Task Async_lambdas_and_local_iterators_are_reported() => Verify.InScope("""
        Func<Task> a = {|MKIT3007:async|} () => await Task.Yield();
        Local();
        static IEnumerable<int> {|MKIT3007:Local|}() { yield return 1; }
        """);

    [Fact]
    public Task Methods_that_pass_a_task_through_are_silent() => Verify.InScope("""
        var t = Done();
        """, "static Task Done() => Task.CompletedTask;");
}
