using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Contexts.Callees;

public class BlockingCallInCalleeTests
{
    [Fact]
    public Task Waits_of_called_methods_are_reported() => Verify.Source("""
        using System.Threading;
        class C
        {
            Task<int> _task; ManualResetEvent _event; SemaphoreSlim _semaphore; Thread _thread;
            readonly object _gate = new();
            static readonly object s_gate = new();
            PageReserve _pages; PageReserve _others;
            void M()
            {
                using var memalloc = WriteOut.Enter();
                {|MKIT3010:{|MKIT2008:Waits()|}|};
                var a = {|MKIT3010:{|MKIT2008:Result|}|};
                {|MKIT2008:Deep(3)|};
                {|MKIT2008:Forever()|};
                lock ({|MKIT2008:_gate|}) { {|MKIT2008:Rents()|}; }
                {|MKIT2008:Locks()|};
            }
            void Outside()
            {
                Waits();
                lock (s_gate) { Rents(); }
            }
            void Waits() => _task.Wait();
            int Result => _task.Result;
            void Deep(int n) { if (n > 0) { Deep(n - 1); } else { Last(); } }
            void Last() { Deep(0); _thread.Join(); }
            void Forever() { using var page = _others.Rent(1, Timeout.InfiniteTimeSpan); }
            void Rents() { using var page = _pages.Rent(1, TimeSpan.FromSeconds(1)); }
            static int Locks() { lock (s_gate) { return 1; } }
        }
        """);

    [Fact]
    public Task Waits_that_have_their_own_report_or_do_not_happen_here_are_silent() => Verify.Source("""
        using System.Threading;
        class C
        {
            Task<int> _task; ManualResetEvent _event;
            readonly object _gate = new();
            readonly object _free = new();
            PageReserve _pages;
            void M()
            {
                using var memalloc = WriteOut.Enter();
                Marked();
                Proven(memalloc);
                OwnScope();
                Looks();
                Later();
                Deadline();
                Locks();
                lock (_free) { Looks(); }
            }
            [Memalloc] void Marked() => {|MKIT3010:{|MKIT2008:_task.Wait()|}|};
            void Proven(in WriteOut memalloc) => {|MKIT3010:{|MKIT2008:_task.Wait()|}|};
            void OwnScope() { using var memalloc = WriteOut.Enter(); {|MKIT2008:_event.WaitOne()|}; }
            bool Looks() => _event.WaitOne(0) || _task.IsCompleted;
            void Later() => Run(static () => Thread.Sleep(1));
            static void Run(Action action) { }
            void Deadline() { using var page = _pages.Rent(1, TimeSpan.FromSeconds(1)); }
            int Locks() { lock (_gate) { return 1; } }
            void Outside() { lock (_gate) { Looks(); } _task.Wait(); }
        }
        """);

    [Fact]
    public Task Message_names_the_chain() => Verify.Source("""
        using System.Threading;
        class C
        {
            void M()
            {
                using var memalloc = WriteOut.Enter();
                {|#0:Drain()|};
            }
            static void Drain() => {|#1:Pause()|};
            static void Pause() { {|#2:Thread.Sleep(1)|}; }
        }
        """,
        Verify.Message("MKIT2008", 0, "'M → Drain → Pause → Thread.Sleep' waits for another thread, which may itself wait for memory; do the waiting outside the context, or poll with a time-out of zero")
            .WithLocation(1).WithLocation(2));
}
