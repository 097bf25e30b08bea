using MemallocKit.Analyzers.Tests.Verification;
using MemallocKit.CodeFixes;

namespace MemallocKit.Analyzers.Tests.CodeFixes;

public class StaticLambdaCodeFixTests
{
    [Fact]
    public Task Captured_variable_is_handed_over_as_the_argument_of_the_factory() => Verify.Fix<StaticLambdaCodeFix>(
        """
        using System.Collections.Concurrent;
        class C
        {
            readonly ConcurrentDictionary<int, long> _sums = new();
            void M(int number)
            {
                using var memalloc = WriteOut.Enter();
                // The sum.
                var sum = {|MKIT3010:_sums.GetOrAdd(number, {|MKIT3005:key => key + number|})|}; // cached
                Each(sum);
            }
            static void Each(long sum) { }
        }
        """,
        """
        using System.Collections.Concurrent;
        class C
        {
            readonly ConcurrentDictionary<int, long> _sums = new();
            void M(int number)
            {
                using var memalloc = WriteOut.Enter();
                // The sum.
                var sum = {|MKIT3010:_sums.GetOrAdd(number, static (key, number) => key + number, number)|}; // cached
                Each(sum);
            }
            static void Each(long sum) { }
        }
        """);

    [Fact]
    public Task Several_variables_become_a_tuple_and_this_a_parameter() => Verify.Fix<StaticLambdaCodeFix>(
        """
        using System.Collections.Concurrent;
        class C
        {
            readonly ConcurrentDictionary<int, long> _sums = new();
            int _offset;
            long Add(int a) => a + _offset;
            [Memalloc] void M(int first, int second)
            {
                Run(first, second, {|MKIT3005:() => Add(_offset)|});
                Run(0, 0, {|MKIT3005:() => this.Add(1)|});
            }
            void {|MKIT3004:Two|}(int first, int second, in WriteOut memalloc)
            {
                {|MKIT3010:_sums.GetOrAdd(1, {|MKIT3005:key => key * first + second|})|};
                {|MKIT3010:_sums.GetOrAdd(1, {|MKIT3005:key => Add(first) + key|})|};
            }
            [Memalloc] static void Run(int a, int b, Action action) => action();
            [Memalloc] static void Run<TState>(int a, int b, Action<TState> action, TState state) => action(state);
        }
        """,
        """
        using System.Collections.Concurrent;
        class C
        {
            readonly ConcurrentDictionary<int, long> _sums = new();
            int _offset;
            long Add(int a) => a + _offset;
            [Memalloc] void M(int first, int second)
            {
                Run(first, second, static self => self.Add(self._offset), this);
                Run(0, 0, static self => self.Add(1), this);
            }
            void Two(int first, int second, in WriteOut memalloc)
            {
                {|MKIT3010:_sums.GetOrAdd(1, static (key, state) => key * state.first + state.second, (first, second))|};
                {|MKIT3010:_sums.GetOrAdd(1, static (key, state) => state.self.Add(state.first) + key, (self: this, first))|};
            }
            [Memalloc] static void Run(int a, int b, Action action) => action();
            [Memalloc] static void Run<TState>(int a, int b, Action<TState> action, TState state) => action(state);
        }
        """);

    [Fact]
    public Task State_of_the_framework_s_queues_and_registrations_is_used() => Verify.Fix<StaticLambdaCodeFix>(
        """
        using System.Threading;
        class C
        {
            int _count;
            [Memalloc] void M(CancellationToken token, CancellationTokenSource source)
            {
                {|MKIT3010:ThreadPool.QueueUserWorkItem({|MKIT3005:_ => _count++|})|};
                {|MKIT3010:ThreadPool.UnsafeQueueUserWorkItem({|MKIT3005:_ => _count++|}, null)|};
                {|MKIT3010:token.UnsafeRegister({|MKIT3005:_ => { _count++; }|}, null)|};
                {|MKIT3010:token.Register({|MKIT3005:() => _count++|})|};
            }
        }
        """,
        """
        using System.Threading;
        class C
        {
            int _count;
            [Memalloc] void M(CancellationToken token, CancellationTokenSource source)
            {
                {|MKIT3010:ThreadPool.QueueUserWorkItem(static self => self._count++, this, preferLocal: false)|};
                {|MKIT3010:ThreadPool.UnsafeQueueUserWorkItem(static self => self._count++, this, preferLocal: false)|};
                {|MKIT3010:token.UnsafeRegister(static state => { var self = (C)state; self._count++; }, this)|};
                {|MKIT3010:token.Register(static state => { var self = (C)state; self._count++; }, this)|};
            }
        }
        """);

    [Fact]
    public Task Body_keeps_its_comments_and_a_nullable_state_is_known_not_to_be_null() => Verify.Fix<StaticLambdaCodeFix>(
        """
        #nullable enable
        class C
        {
            int _count;
            [Memalloc] void M()
            {
                Run({|MKIT3005:() =>
                {
                    // Counts.
                    _count++; // once
                }|});
            }
            [Memalloc] static void Run(Action action) { }
            [Memalloc] static void Run(Action<object?> action, object? state) { }
        }
        """,
        """
        #nullable enable
        class C
        {
            int _count;
            [Memalloc] void M()
            {
                Run(static state =>
                {
                    var self = (C)state!;
                    // Counts.
                    self._count++; // once
                }, this);
            }
            [Memalloc] static void Run(Action action) { }
            [Memalloc] static void Run(Action<object?> action, object? state) { }
        }
        """);

    [Fact]
    public Task Nothing_is_offered_where_a_copy_would_not_do_or_no_overload_takes_a_state() => Verify.NoFix<StaticLambdaCodeFix>("""
        using System.Collections.Concurrent;
        using System.Threading;
        class C
        {
            readonly ConcurrentDictionary<int, long> _sums = new();
            void {|MKIT3004:Changed|}(int n, in WriteOut memalloc) { {|MKIT3010:_sums.GetOrAdd(1, {|MKIT3005:key => key + n|})|}; n++; }
            void {|MKIT3004:Inside|}(int n, in WriteOut memalloc) { {|MKIT3010:_sums.GetOrAdd(1, {|MKIT3005:key => key + n++|})|}; }
            void {|MKIT3004:NoOverload|}(int n, in WriteOut memalloc) { Each({|MKIT3005:() => n|}); }
            void {|MKIT3004:Boxed|}(int n, CancellationToken token, in WriteOut memalloc) { {|MKIT3010:token.Register({|MKIT3005:() => Take(n)|})|}; }
            [Memalloc] static void Each(Func<int> value) { }
            static void Take(int n) { }
        }
        """);
}
