using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Allocations;

public class CallTests
{
    [Fact]
    public Task Chain_is_named_from_the_scope_to_the_allocation() => Verify.Source(
        """
        class C
        {
            [Memalloc] void SendPage() { {|#0:Frame()|}; }
            void Frame() => {|#1:Encode()|};
            void Encode() { var buffer = {|#2:new byte[16]|}; }
        }
        """,
        Verify.Message("MKIT3010", 0, "'Frame' allocates, and is called in a memalloc scope: SendPage → Frame → Encode → new byte[]; make it free of allocations and mark it [Memalloc], or call it before the scope")
            .WithLocation(1).WithLocation(2));

    [Fact]
    public Task Recursion_ends_and_is_judged_by_what_it_reaches() => Verify.Source("""
        class C
        {
            [Memalloc] void M() { {|MKIT3010:Even(4)|}; Ping(4); Odd(0); }
            bool Even(int n) => n == 0 || Other(n - 1);
            bool Other(int n) => n == 0 ? new object() is null : Even(n - 1);
            void Ping(int n) { if (n > 0) { Pong(n - 1); } }
            void Pong(int n) => Ping(n);
            [Memalloc] void Odd(int n) { {|MKIT3010:Other(n)|}; Pong(n); }
        }
        """);

    [Fact]
    public Task Marked_callee_is_trusted_and_reported_itself() => Verify.Source("""
        class C
        {
            [Memalloc] void M() => Encode();
            [Memalloc] void Encode() { var b = {|MKIT3002:new byte[4]|}; }
            void Outside() => Encode();
        }
        """);

    [Fact]
    public Task Every_kind_of_call_is_followed() => Verify.Source("""
        class C
        {
            [Memalloc]
            void M(S s)
            {
                var a = {|MKIT3010:new S(1)|};
                var b = {|MKIT3010:s.Property|};
                {|MKIT3010:s.Property|} = null;
                var c = {|MKIT3010:s[1]|};
                var d = {|MKIT3010:s + s|};
                var e = {|MKIT3010:-s|};
                object f = {|MKIT3010:(string)s|};
                foreach (var n in {|MKIT3010:s|}) { }
                {|MKIT3010:var (g, h) = s|};
                using ({|MKIT3010:s|}) { }
                {|MKIT3010:s.Extended()|};
            }
        }
        struct S : IDisposable
        {
            public S(int n) => Allocate();
            public object Property { get => Allocate(); set => Allocate(); }
            public object this[int n] => Allocate();
            public static S operator +(S a, S b) { Allocate(); return a; }
            public static S operator -(S a) { Allocate(); return a; }
            public static explicit operator string(S s) => new string('s', 2);
            public E GetEnumerator() => default;
            public void Deconstruct(out object a, out object b) => a = b = Allocate();
            public void Dispose() => Allocate();
            public static object Allocate() => new object();
        }
        struct E { public object Current => null; public bool MoveNext() => S.Allocate() is null; }
        static class X { public static void Extended(this S s) => S.Allocate(); }
        """);

    [Fact]
    public Task Chain_names_operators_as_they_are_written() => Verify.Source(
        """
        class C
        {
            [Memalloc] public static C operator +(C a, int b) => {|#0:a * b|};
            public static C operator *(C a, int b) => {|#1:new C()|};
        }
        """,
        Verify.Message("MKIT3010", 0, "'operator *' allocates, and is called in a memalloc scope: operator + → operator * → new C(); make it free of allocations and mark it [Memalloc], or call it before the scope")
            .WithLocation(1));

    [Fact]
    public Task Struct_initializers_belong_to_the_constructor() => Verify.Source("""
        class C { [Memalloc] void M() { var a = {|MKIT3010:new S(1)|}; S b = default; } }
        struct S { object _o = new object(); public S(int n) { } }
        """);

    [Fact]
    public Task Local_function_outside_the_scope_is_followed_and_inside_is_reported_in_place() => Verify.Source("""
        class C
        {
            void M()
            {
                Outside();
                using (WriteOut.Enter())
                {
                    {|MKIT3010:Outside()|};
                    Inside();
                    static object Inside() => {|MKIT3001:new object()|};
                }
                static object Outside() => new object();
            }
        }
        """);

    [Fact]
    public Task Callee_that_only_passes_on_is_silent() => Verify.InScope("""
        A(number);
        """, "static int A(int n) => B(n) + 1; static int B(int n) => n * 2;");

    [Fact]
    public Task Partial_and_generic_callees_are_followed() => Verify.Source("""
        partial class C
        {
            [Memalloc] void M() { {|MKIT3010:Part()|}; {|MKIT3010:Generic(1)|}; }
            partial void Part();
            partial void Part() { var o = new object(); }
            static T[] Generic<T>(T t) => new T[1];
        }
        """);

    [Fact]
    public Task Removed_conditional_calls_are_silent() => Verify.Source("""
        #define ON
        using System.Diagnostics;
        class C
        {
            [Memalloc]
            void M(int n)
            {
                Off(new object());
                {|MKIT3010:On({|MKIT3001:new object()|})|};
                Debug.Assert(n > 0, $"n is {n}");
            }
            [Conditional("OFF")] static void Off(object o) => GC.KeepAlive(new object());
            [Conditional("ON")] static void On(object o) => GC.KeepAlive(new object());
        }
        """);
}
