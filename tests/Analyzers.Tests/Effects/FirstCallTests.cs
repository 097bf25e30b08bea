using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Effects;

public class FirstCallTests
{
    [Theory]
    [InlineData("return _x ??= {|MKIT3013:new X()|};")]
    [InlineData("return _x ?? (_x = {|MKIT3013:new X()|});")]
    [InlineData("return s_x ??= {|MKIT3013:new X()|};")]
    [InlineData("return Own ??= {|MKIT3013:new X()|};")]
    [InlineData("if (_x == null) { _x = {|MKIT3013:new X()|}; } return _x;")]
    [InlineData("if (_x is null) _x = {|MKIT3013:new X()|}; return _x;")]
    [InlineData("if (!(_x is not null)) _x = {|MKIT3013:new X()|}; return _x;")]
    [InlineData("if (_x != null) return _x; var made = {|MKIT3013:new X()|}; _x = made; return made;")]
    [InlineData("if (_x is { }) { return _x; } return _x = {|MKIT3013:new X()|};")]
    [InlineData("if (_x == null && s_on) { lock (s_gate) { if (_x == null) { _x = {|MKIT3013:new X()|}; } } } return _x;")]
    [InlineData("if (System.Threading.Volatile.Read(ref _x) == null) { System.Threading.Interlocked.CompareExchange(ref _x, {|MKIT3013:new X()|}, null); } return _x;")]
    [InlineData("return _x ?? System.Threading.Interlocked.CompareExchange(ref _x, {|MKIT3013:new X()|}, null) ?? _x;")]
    [InlineData("return {|MKIT3013:System.Threading.LazyInitializer.EnsureInitialized(ref _x, static () => {|MKIT3013:new X()|})|};")]
    [InlineData("if (_x != null) { return _x; } else { var made = {|MKIT3013:new X()|}; _x = made; return made; }")]
    public Task Object_that_is_kept_is_a_first_call(string statements) => Verify.FirstCalls($$"""
        public class X { }
        public class C
        {
            X _x;
            static X s_x;
            static bool s_on;
            static readonly object s_gate = new();
            public X Own { get; private set; }
            [Memalloc] X M() { {{statements}} }
        }
        """);

    [Theory]
    [InlineData("return _x ??= {|MKIT3001:new X()|};", "void Reset() { _x = null; }")]
    [InlineData("return _x ??= {|MKIT3001:new X()|};", "void Reset(out X x) { x = null; } void All() => Reset(out _x);")]
    [InlineData("return _x ??= {|MKIT3001:new X()|};", "void Set(X x) => (_x, _) = (x, 1);")]
    [InlineData("return _x ??= {|MKIT3001:new X()|};", "class Inner { void Set(C c) => c._x = default; }")]
    [InlineData("return _open ??= {|MKIT3001:new X()|};", "internal X _open;")]
    [InlineData("return Shared ??= {|MKIT3001:new X()|};", "public X Shared { get; set; }")]
    [InlineData("return s_own ??= {|MKIT3001:new X()|};", "[ThreadStatic] static X s_own;")]
    [InlineData("X x = null; return x ??= {|MKIT3001:new X()|};", "")]
    [InlineData("if (_x == null) { var another = {|MKIT3001:new X()|}; return another; } return _x;", "")]
    [InlineData("if (_x == null) { var made = {|MKIT3001:new X()|}; if (s_on) { return made; } _x = made; } return _x;", "static bool s_on;")]
    [InlineData("if (_x == null) { _other = {|MKIT3001:new X()|}; } return _x;", "X _other;")]
    [InlineData("return System.Threading.Interlocked.CompareExchange(ref _x, {|MKIT3001:new X()|}, null) ?? _x;", "")]
    [InlineData("if (other._x == null) { _x = {|MKIT3001:new X()|}; } return _x;", "")]
    public Task Object_that_may_be_made_again_is_an_allocation(string statements, string members) => Verify.FirstCalls($$"""
        class X { }
        class C
        {
            X _x;
            [Memalloc] X M(C other) { {{statements}} }
            {{members}}
        }
        """);

    [Fact]
    public Task Emptied_by_disposal_or_set_before_is_still_kept() => Verify.FirstCalls("""
        class X { }
        sealed class C : IDisposable
        {
            X _x = null;
            public C(X x) { _x = x; }
            public void Dispose() => _x = null;
            [Memalloc] X M() => _x ??= {|MKIT3013:new X()|};
        }
        """);

    [Fact]
    public Task Value_of_a_call_is_kept_where_it_promises_an_object() => Verify.FirstCalls("""
        class X { }
        class C
        {
            X _x;
            X _y;
            [Memalloc] X M() => _x ??= {|MKIT3010:Make()|};
        #nullable enable
            [Memalloc] X N() => _y ??= {|MKIT3013:Sure()|};
            static X Sure() => new X();
        #nullable disable
            static X Make() => new X();
        }
        """);

    [Fact]
    public Task Struct_fills_a_copy_of_itself() => Verify.FirstCalls("""
        class X { }
        struct S { X _x; [Memalloc] public X M() => _x ??= {|MKIT3001:new X()|}; }
        """);

    [Fact]
    public Task Chain_leads_to_the_first_call() => Verify.FirstCalls(
        """
        class C
        {
            object _kept;
            [Memalloc] void M() { {|#0:Kept()|}; }
            object Kept() => {|#1:Get()|};
            object Get() => _kept ??= {|#2:new object()|};
        }
        """,
        Verify.Message("MKIT3013", 0, "The first call allocates in a memalloc scope: M → Kept → Get → new object(); run it once in a method with [MemallocPrime], or make what it keeps before the scope").WithLocation(1).WithLocation(2));

    [Fact]
    public Task What_a_prime_method_runs_is_no_first_call() => Verify.FirstCalls("""
        class C
        {
            static object s_kept;
            [Memalloc] static object M() => s_kept ??= new object();
            [Memalloc] static object N() => P();
            static object P() => s_other ??= new object();
            static object s_other;
            [Memalloc] static object Q() => s_third ??= {|MKIT3013:new object()|};
            static object s_third;
            [MemallocPrime] internal static void WarmUp() { M(); new Job().Run(); }
            sealed class Job { public Job() { N(); } public void Run() { } }
        }
        """);

    [Fact]
    public Task Prime_method_inside_the_context_makes_its_own_first_calls() => Verify.FirstCalls("""
        class C
        {
            static object s_kept;
            [MemallocPrime] internal static void WarmUp(in WriteOut memalloc) { s_kept ??= new object(); _ = Environment.TickCount; }
            [Memalloc] static int M() => Environment.TickCount;
        }
        """);

    [Fact]
    public Task Members_of_other_assemblies_are_first_calls_until_a_prime_method_calls_them() => Verify.Calls("""
        class C
        {
            [Memalloc] void M() { _ = Environment.TickCount; _ = Environment.TickCount64; }
            [Memalloc] void Empty() { {|MKIT3013:Array.Empty<int>()|}; Array.Empty<string>(); }
            [Memalloc] void Open<T>() { Array.Empty<T>(); }
            [MemallocPrime] internal static void WarmUp() { _ = Environment.TickCount64; Each<string>(); }
            static void Each<T>() { Array.Empty<T>(); }
        }
        """);

    [Fact]
    public Task Lazy_value_is_a_first_call() => Verify.Calls("""
        class C
        {
            readonly Lazy<object> _kept = new(() => new object());
            static readonly Lazy<object> s_primed = new(() => new object());
            [Memalloc] object M() => {|MKIT3013:_kept.Value|};
            [Memalloc] object N() => P();
            static object P() => s_primed.Value;
            [MemallocPrime] internal static void WarmUp() => P();
        }
        """);

    [Fact]
    public Task Static_constructors_and_cached_delegates_are_met_by_Prime() => Verify.Calls("""
        static class Cache<T> { public static readonly T[] Empty = new T[0]; public static readonly Func<T, bool> IsNull = static t => t is null; }
        static class Constructed { public static int Value; static Constructed() { Value = new object().GetHashCode(); } }
        class C
        {
            [Memalloc] int M(int[] numbers) { Each(numbers, static n => { }); return Cache<int>.Empty.Length + Constructed.Value; }
            static void Each(int[] numbers, Action<int> visit) { foreach (var n in numbers) { visit(n); } }
        }
        """);

    [Fact]
    public Task Lock_object_is_a_first_call_and_any_other_locked_object_is_none() => Verify.Calls("""
        class C
        {
            readonly System.Threading.Lock _gate = new();
            readonly object _object = new();
            [Memalloc] int M(int n)
            {
                lock ({|MKIT3013:_gate|}) { n++; }
                lock (_object) { n++; }
                return n;
            }
        }
        """);
}
