using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Effects;

public class FollowedCallTests
{
    [Fact]
    public Task Readonly_fields_that_hold_one_method_or_object_are_followed() => Verify.Calls("""
        interface ICodec { int Encode(); }
        class Free : ICodec { public virtual int Encode() => 1; }
        class Costly : ICodec { public int Encode() => new int[1].Length; }
        class C
        {
            static readonly Func<int> s_free = static () => 1;
            static readonly Func<int> s_costly = () => new int[1].Length;
            readonly Func<int> _method = Count;
            readonly Func<int> _set;
            readonly Func<int> _either;
            readonly Func<int> _given;
            Func<int> _open = static () => 1;
            readonly ICodec _codec = new Free();
            ICodec Costly { get; } = new Costly();
            ICodec Computed => _codec;
            readonly ICodec _null = null;
            public C(Func<int> given, bool b)
            {
                _set = Make;
                _either = b ? Count : Make;
                if (b) { _either = Count; }
                _given = given;
            }
            static int Count() => 1;
            static int Make() => new int[1].Length;
            [Memalloc]
            void M()
            {
                s_free();
                {|MKIT3010:s_costly()|};
                _method();
                {|MKIT3010:_set()|};
                {|MKIT3014:_either()|};
                {|MKIT3014:_given()|};
                {|MKIT3014:_open()|};
                _codec.Encode();
                {|MKIT3010:Costly.Encode()|};
                {|MKIT3014:Computed.Encode()|};
                {|MKIT3014:_null.Encode()|};
                Take(_method);
                {|MKIT3010:Take(_set)|};
            }
            static int Take(Func<int> make) => make();
        }
        """);

    [Fact]
    public Task Static_members_of_type_arguments_are_followed_for_each() => Verify.Calls("""
        interface IPage<T> where T : IPage<T>
        {
            static abstract object Make();
            static abstract int Size { get; }
            static abstract T operator +(T a, T b);
            static virtual object Default() => null;
            [Memalloc] static abstract object Marked();
        }
        struct Free : IPage<Free>
        {
            public static object Make() => null;
            public static int Size => 1;
            public static Free operator +(Free a, Free b) => a;
            public static object Marked() => null;
        }
        struct Costly : IPage<Costly>
        {
            public static object Make() => new object();
            public static int Size => new int[1].Length;
            public static Costly operator +(Costly a, Costly b) { var o = new object(); return a; }
            public static object Marked() => {|MKIT3001:new object()|};
        }
        class C
        {
            [Memalloc]
            void M()
            {
                Call<Free>(); {|MKIT3010:Call<Costly>()|};
                Property<Free>(); {|MKIT3010:Property<Costly>()|};
                Add<Free>(); {|MKIT3010:Add<Costly>()|};
                Nested<Free>.Run(); {|MKIT3010:Nested<Costly>.Run()|};
            }
            [Memalloc] void Open<T>() where T : IPage<T> { {|MKIT3014:T.Make()|}; T.Marked(); _ = {|MKIT3014:T.Size|}; _ = {|MKIT3014:default(T) + default(T)|}; }
            static void Call<T>() where T : IPage<T> { T.Make(); T.Marked(); }
            static void Property<T>() where T : IPage<T> { _ = T.Size; }
            static void Add<T>() where T : IPage<T> { var t = default(T); t += t; _ = t + t; }
            static class Nested<T> where T : IPage<T> { public static void Run() => Inner<int>.Go(); static class Inner<U> { public static void Go() => T.Make(); } }
        }
        """);

    [Fact]
    public Task Types_nested_in_generic_types_are_bound() => Verify.Calls("""
        interface ICodec { int Encode(); }
        struct Free : ICodec { public int Encode() => 1; }
        struct Costly : ICodec { public int Encode() => new int[1].Length; }
        class Outer<T> where T : struct, ICodec
        {
            public struct Inner : ICodec { public T Codec; public int Encode() => Codec.Encode(); }
            public struct Pair<U> : ICodec where U : struct, ICodec { public int Encode() => default(T).Encode() + default(U).Encode(); }
            public static int Run() => Generic(default(Inner)) + Generic(default(Pair<Free>));
            static int Generic<V>(V codec) where V : struct, ICodec => codec.Encode();
        }
        class C
        {
            [Memalloc] void M() { Outer<Free>.Run(); {|MKIT3010:Outer<Costly>.Run()|}; }
        }
        """);

    [Fact]
    public Task Call_that_allocates_does_not_hide_what_it_does_not_know() => Verify.Calls(
        """
        interface ICodec { int Encode(); }
        class C
        {
            [Memalloc] void M(ICodec codec) { {|#0:All(codec)|}; }
            void All(ICodec codec)
            {
                {|#1:codec.Encode()|};
                {|#2:ReserveInfo.ToText(null)|};
                {|#3:More()|};
            }
            void More() { ReserveInfo.ToText(null); StallReport.ToText(null); var o = {|#4:new object()|}; }
        }
        """,
        [
            Verify.Message("MKIT3010", 0, "'All' allocates, and is called in a memalloc scope: M → All → More → new object(); make it free of allocations and mark it [Memalloc], or call it before the scope").WithLocation(3).WithLocation(4),
            Verify.Message("MKIT3012", 0, "'All' is not known to be free of allocations, and is called in a memalloc scope: M → All → ReserveInfo.ToText has neither contract nor summary, and on to StallReport.ToText; call something that is, or give it a line in a *.memalloc.txt file").WithLocation(2),
            Verify.Message("MKIT3014", 0, "What 'All' runs is decided elsewhere, and it is called in a memalloc scope: M → All → ICodec.Encode can be overridden and has no contract; mark the declaration [Memalloc], or call it on an object of a sealed type").WithLocation(1),
        ]);

    [Fact]
    public Task Compiler_inserted_calls_are_followed() => Verify.Calls("""
        using System.Runtime.CompilerServices;
        struct Number
        {
            public static implicit operator Number(int n) { var o = new object(); return default; }
            public static implicit operator int(Number n) => new int[1].Length;
            public static Number operator +(Number a, Number b) => a;
            public static bool operator true(Number n) => new object() is null;
            public static bool operator false(Number n) => false;
            public void Deconstruct(out int a, out int b) { a = b = new int[1].Length; }
        }
        struct Handle : IDisposable { public void Dispose() { var o = new object(); } }
        sealed class Costly : IDisposable { public void Dispose() { var o = new object(); } }
        class Open : IDisposable { public virtual void Dispose() { } }
        class C
        {
            static readonly Number[] s_numbers = new Number[1];
            [Memalloc]
            void M(Number n, IDisposable any, Costly costly, Open open)
            {
                n = {|MKIT3010:1|};
                n += {|MKIT3010:1|};
                if ({|MKIT3010:n|}) { }
                foreach (int i in {|MKIT3010:s_numbers|}) { }
                using ({|MKIT3010:default(Handle)|}) { }
                using ({|MKIT3010:costly|}) { }
                using ({|MKIT3014:any|}) { }
                using ({|MKIT3014:open|}) { }
                _ = n is {|MKIT3010:(1, 2)|};
            }
        }
        """);

    [Fact]
    public Task Awaiters_and_async_enumerators_of_the_project_are_followed() => Verify.Calls("""
        using System.Runtime.CompilerServices;
        struct Free : INotifyCompletion { public Free GetAwaiter() => this; public bool IsCompleted => true; public void GetResult() { } public void OnCompleted(Action a) { } }
        struct Costly : INotifyCompletion { public Costly GetAwaiter() => this; public bool IsCompleted => new object() is null; public void GetResult() { } public void OnCompleted(Action a) { } }
        struct Items { public Items GetAsyncEnumerator() => this; public Free2 MoveNextAsync() => default; public int Current => new int[1].Length; }
        struct Free2 : INotifyCompletion { public Free2 GetAwaiter() => this; public bool IsCompleted => true; public bool GetResult() => false; public void OnCompleted(Action a) { } }
        sealed class Closed { public ValueTask DisposeAsync() { var o = new object(); return default; } }
        class C
        {
            [Memalloc]
            async void {|MKIT3007:M|}(Closed closed)
            {
                await default(Free);
                {|MKIT3010:await default(Costly)|};
                await foreach (var i in {|MKIT3010:default(Items)|}) { }
                await using ({|MKIT3010:closed|}) { }
            }
        }
        """);
}
