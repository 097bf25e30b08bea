// Each form of code that the compiler turns into calls or bodies of its own, in a scope.
using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace MemallocKit.Analyzers.Tests.Scopes;

public class ScopeFormTests
{
    [Fact]
    public Task Nested_scopes_report_once_and_end_with_the_outer() => Verify.Source("""
        class C
        {
            void M()
            {
                using (WriteOut.Enter())
                {
                    using (WriteOut.Enter()) { var o = {|MKIT3001:new object()|}; }
                    var p = {|MKIT3001:new object()|};
                }
                var after = new object();
            }
        }
        """);

    [Fact]
    public Task Marked_constructor_covers_initializers_of_its_base_and_members() => Verify.Source("""
        class B { public B(object o) { } }
        class C : B
        {
            readonly object _field = {|MKIT3001:new object()|};
            object Property { get; set; } = {|MKIT3001:new object()|};
            [Memalloc] C() : base({|MKIT3001:new object()|}) { }
            [Memalloc] C(int n) : this({|MKIT3001:new object()|}) { }
            [Memalloc] C(object o) : base(o) { }
        }
        """);

    [Fact]
    public Task Base_constructor_that_allocates_is_reported() => Verify.Source("""
        class B { public B() { GC.KeepAlive({|#2:new object()|}); } }
        class C : B
        {
            [Memalloc] C{|#0:()|} { }
            [Memalloc] C(int n) {|#1:: base()|} { }
            [Memalloc] C(string s) : this(1) { }
        }
        """,
        Called(0, "new B", 2),
        Called(1, "new B", 2));

    [Fact]
    public Task Accessors_operators_and_conversions_are_scopes() => Verify.Source("""
        class C
        {
            object _o;
            object this[int n] { [Memalloc] get => {|MKIT3001:new object()|}; [Memalloc] set => _o = {|MKIT3001:new object()|}; }
            object Init { get; [Memalloc] init => _o = {|MKIT3001:new object()|}; }
            event Action E { [Memalloc] add => _o = {|MKIT3001:new object()|}; remove { } }
            [Memalloc] public static implicit operator C(int n) => {|MKIT3001:new C()|};
            [Memalloc] public static bool operator true(C c) => {|MKIT3001:new object()|} is null;
            public static bool operator false(C c) => false;
            [Memalloc] public void Deconstruct(out object a, out object b) { a = {|MKIT3001:new object()|}; b = null; }
            [Memalloc] ~C() { _o = {|MKIT3001:new object()|}; }
        }
        """);

    [Fact]
    public Task Calls_that_deconstruction_inserts_are_followed() => Verify.Source("""
        class C
        {
            public void Deconstruct(out object a, out int b) { a = {|#4:new object()|}; b = 1; }
            [Memalloc] static void M(C c, C[] all)
            {
                {|#0:var (a, b) = c|};
                foreach (var (d, e) in {|#1:all|}) { }
                foreach (var (g, (h, i)) in {|#2:new Span<(int, C)>()|}) { }
                {|#3:var (j, (k, l)) = (1, c)|};
            }
        }
        """,
        Called(0, "Deconstruct", 4),
        Called(1, "Deconstruct", 4),
        Called(2, "Deconstruct", 4),
        Called(3, "Deconstruct", 4));

    [Fact]
    public Task Calls_that_foreach_using_lock_and_fixed_insert_are_followed() => Verify.Source("""
        class C : IDisposable
        {
            public void Dispose() => GC.KeepAlive({|#4:new object()|});
            public ref int GetPinnableReference() { GC.KeepAlive({|#5:new object()|}); return ref _n; }
            int _n;
            public struct Items { public C Current => null; public bool MoveNext() => {|#6:new object()|} is null; }
            public Items GetEnumerator() => default;
            [Memalloc] static unsafe void M(C c)
            {
                foreach (var x in {|#0:c|}) { }
                using ({|#1:c|}) { }
                {|#2:using var d = c;|}
                fixed (int* p = {|#3:c|}) { }
            }
        }
        """,
        Called(0, "MoveNext", 6),
        Called(1, "Dispose", 4),
        Called(2, "Dispose", 4),
        Called(3, "GetPinnableReference", 5));

    [Fact]
    public Task Using_of_a_lock_scope_is_silent() => Verify.InScope("lock (any) { } var gate = (System.Threading.Lock)null; lock (gate) { }");

    // The arguments hold the chain, which is another test's matter.
    private static DiagnosticResult Called(int markup, string callee, int allocation) =>
        new DiagnosticResult("MKIT3010", DiagnosticSeverity.Error).WithLocation(markup).WithLocation(allocation)
            .WithArguments(callee, callee.StartsWith("new", StringComparison.Ordinal) ? $"new C → {callee} → new object()" : $"M → {callee} → new object()", "make it free of allocations and mark it [Memalloc]");
}
