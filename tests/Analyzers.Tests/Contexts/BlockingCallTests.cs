using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Contexts;

public class BlockingCallTests
{
    private const string Members = """
        Task _task; Task<int> _result; ValueTask<int> _value; EventWaitHandle _event; SemaphoreSlim _semaphore; ManualResetEventSlim _slim; Thread _thread;
        readonly object _gate = new();
        PageReserve _pages;
        """;

    [Fact]
    public Task Calls_that_wait_for_other_threads_are_reported() => Source("""
        {|MKIT2008:_task.Wait()|};
        {|MKIT2008:Task.WaitAll(_task, _task)|};
        var a = {|MKIT2008:_result.Result|};
        var b = {|MKIT2008:_result.GetAwaiter().GetResult()|};
        {|MKIT2008:_task.ConfigureAwait(false).GetAwaiter().GetResult()|};
        var c = {|MKIT2008:_value.Result|};
        {|MKIT2008:_event.WaitOne()|};
        {|MKIT2008:_event.WaitOne(5)|};
        {|MKIT2008:_semaphore.Wait()|};
        {|MKIT2008:_slim.Wait()|};
        {|MKIT2008:_thread.Join()|};
        {|MKIT2008:Thread.Sleep(10)|};
        lock (_gate) { {|MKIT2008:Monitor.Wait(_gate)|}; }
        """);

    [Fact]
    public Task Waits_for_memory_without_a_deadline_or_in_a_lock_are_reported() => Source("""
        using var a = {|MKIT2008:_pages.Rent(1, Timeout.InfiniteTimeSpan)|};
        lock ({|MKIT2008:_gate|}) { {|MKIT2008:_pages.TryCharge(1, TimeSpan.FromSeconds(1))|}; }
        """);

    [Fact]
    public Task Locks_looks_and_waits_for_memory_with_a_deadline_are_silent() => Source("""
        lock (_gate) { number++; _pages.TryCharge(1); _pages.TryCharge(1, TimeSpan.Zero); }
        Monitor.Enter(_gate);
        if (_event.WaitOne(0) || _semaphore.Wait(TimeSpan.Zero) || _task.IsCompleted) { number++; }
        using var a = _pages.Rent(1, TimeSpan.FromSeconds(1));
        """);

    [Fact]
    public Task Lock_that_is_held_elsewhere_during_a_wait_for_memory_is_reported() => Verify.Source("""
        class C
        {
            readonly object _gate = new();
            readonly object _other = new();
            void Ordinary(PageReserve pages)
            {
                lock (_gate)
                {
                    lock (_other) { }
                    using var page = pages.Rent(1, TimeSpan.FromSeconds(1));
                }
            }
            [Memalloc] int WriteOut(int n)
            {
                lock ({|MKIT2008:_gate|}) { n++; }
                lock (_other) { n++; }
                return n;
            }
            void Outside() { lock (_gate) { } }
        }
        """);

    [Fact]
    public Task Waits_outside_a_scope_are_silent() => Verify.Source($$"""
        using System.Threading;
        class C
        {
            void M() { _task.Wait(); Thread.Sleep(1); lock (_gate) { _pages.TryCharge(1, Timeout.InfiniteTimeSpan); } }
            {{Members}}
        }
        """);

    [Fact]
    public Task Message_says_what_is_waited_for_and_what_to_do() => Source("""
        {|#0:_event.WaitOne()|};
        """,
        Verify.Message("MKIT2008", 0, "'WaitHandle.WaitOne' waits for another thread, which may itself wait for memory; do the waiting outside the context, or poll with a time-out of zero"));

    private static Task Source(string statements, params Microsoft.CodeAnalysis.Testing.DiagnosticResult[] expected) => Verify.Source($$"""
        using System.Threading;
        #pragma warning disable MKIT3010 // Some of the calls allocate too.
        class C
        {
            void M(int number)
            {
                using var memalloc = WriteOut.Enter();
                {{statements}}
            }
            {{Members}}
        }
        """, expected);
}
