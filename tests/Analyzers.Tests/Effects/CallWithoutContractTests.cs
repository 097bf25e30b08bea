using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Effects;

public class CallWithoutContractTests
{
    [Fact]
    public Task Interface_virtual_and_delegate_calls_without_contract_are_reported() => Verify.Calls(
        """
        interface ICodec { int Encode(); }
        abstract class Device { public abstract void Write(); public void Both() { {|#3:Write()|}; } }
        class C
        {
            [Memalloc]
            void M(ICodec codec, Device device, Action<int> visit)
            {
                {|#0:codec.Encode()|};
                {|#1:visit(1)|};
                {|#2:device.Both()|};
            }
        }
        """,
        [
            Verify.Message("MKIT3014", 0, "What 'ICodec.Encode' runs is decided elsewhere, and it is called in a memalloc scope: M → ICodec.Encode can be overridden and has no contract; mark the declaration [Memalloc], or call it on an object of a sealed type"),
            Verify.Message("MKIT3014", 1, "What 'Action<int>' runs is decided elsewhere, and it is called in a memalloc scope: M → a delegate of type Action<int> has no contract; take a delegate of a type of your own that is marked [Memalloc]"),
            Verify.Message("MKIT3014", 2, "What 'Both' runs is decided elsewhere, and it is called in a memalloc scope: M → Both → Device.Write can be overridden and has no contract; mark the declaration [Memalloc], or call it on an object of a sealed type").WithLocation(3),
        ]);

    [Fact]
    public Task Accessors_and_overridable_methods_without_contract_are_reported() => Verify.Calls("""
        interface ICodec { int Size { get; set; } }
        class Device { public virtual void Flush() { } }
        class C
        {
            [Memalloc]
            void M(ICodec codec, Device device)
            {
                var s = {|MKIT3014:codec.Size|};
                {|MKIT3014:codec.Size|} = 3;
                {|MKIT3014:device.Flush()|};
                using ({|MKIT3014:s_any|}) { }
            }
            static IDisposable s_any;
        }
        """);

    [Fact]
    public Task Contracts_of_declarations_are_trusted() => Verify.Calls("""
        interface ICodec { [Memalloc] int Encode(); }
        [Memalloc] abstract class Device { public abstract void Write(); }
        [Memalloc] delegate void Visit(int page);
        class C
        {
            [Memalloc] void M(ICodec codec, Device device, Visit visit) { codec.Encode(); device.Write(); visit(1); visit?.Invoke(2); }
        }
        """);

    [Fact]
    public Task Line_for_a_declaration_is_a_contract_for_all_that_implements_it() => Verify.Calls(
        """
        class C { [Memalloc] void M(System.IO.Stream stream) { stream.Flush(); {|MKIT3014:stream.Close()|}; } }
        """,
        ("a.memalloc.txt", "M:System.IO.Stream.Flush Never"));

    [Fact]
    public Task Objects_of_known_type_are_followed() => Verify.Calls("""
        interface ICodec { int Encode(); }
        sealed class Free : ICodec { public int Encode() => 1; }
        sealed class Costly : ICodec { public int Encode() => new int[1].Length; }
        struct Value : ICodec { public int Encode() => new int[1].Length; }
        class Base { public virtual int Run() => Hook(); protected virtual int Hook() => 1; }
        sealed class Derived : Base { protected override int Hook() => new int[1].Length; public int Own() => base.Run(); }
        class C
        {
            [Memalloc]
            void M(Free free, Costly costly, Value value, Derived derived)
            {
                free.Encode();
                {|MKIT3010:costly.Encode()|};
                {|MKIT3010:value.Encode()|};
                {|MKIT3010:derived.Run()|};
                {|MKIT3010:derived.Own()|};
                Take(free);
                {|MKIT3010:Take(costly)|};
                {|MKIT3014:Take(null as ICodec)|};
                Generic(free);
                {|MKIT3010:Generic(costly)|};
                {|MKIT3010:Generic(value)|};
            }
            static int Take(ICodec codec) => codec.Encode();
            static int Generic<T>(T codec) where T : ICodec => codec.Encode();
        }
        """);

    [Fact]
    public Task Delegates_are_followed_from_where_they_are_made() => Verify.Calls("""
        class C
        {
            [Memalloc]
            void M(Action<int> given)
            {
                Each(static i => { });
                Each({|MKIT3005:Free|});
                {|MKIT3010:Each({|MKIT3005:Costly|})|};
                Each(static i => { var o = {|MKIT3001:new object()|}; });
                {|MKIT3014:Each(given)|};
                Action<int> local = static i => { };
                local(1);
                Each(local);
                {|MKIT3014:Changed(static i => { })|};
            }
            void Free(int i) { }
            void Costly(int i) { var o = new object(); }
            static void Each(Action<int> visit) { for (var i = 0; i < 3; i++) { visit(i); } }
            static void Changed(Action<int> visit) { visit = s_other; visit(1); }
            static Action<int> s_other;
        }
        """);

    [Fact]
    public Task Lambda_made_outside_is_judged_where_it_is_called_inside() => Verify.Calls("""
        class C
        {
            void M()
            {
                Action costly = static () => new object();
                Action free = static () => { };
                using var memalloc = WriteOut.Enter();
                {|MKIT3010:costly()|};
                free();
            }
        }
        """);

    [Fact]
    public Task Recursion_through_delegates_and_growing_type_arguments_ends() => Verify.Calls("""
        class C
        {
            [Memalloc] void M() { Again(static n => { }, 3); Nest<int>(3); }
            static void Again(Action<int> visit, int n) { visit(n); if (n > 0) { Again(visit, n - 1); } }
            static void Nest<T>(int n) { if (n > 0) { Nest<List<T>>(n - 1); } }
        }
        """);

    [Fact]
    public Task Residual_of_a_line_is_decided_by_what_is_passed() => Verify.Calls(
        """
        class C
        {
            [Memalloc]
            void M(int[] numbers, Action<int> given)
            {
                Array.ForEach(numbers, static n => { });
                {|MKIT3014:Array.ForEach(numbers, given)|};
                Array.LastIndexOf(numbers, 3);
                {|MKIT3014:Array.LastIndexOf(new Plain[0], default(Plain))|};
            }
        }
        struct Plain { int _a; }
        """.Replace("new Plain[0]", "Empty").Replace("class C\n{", "class C\n{\n    static Plain[] Empty;"),
        ("a.memalloc.txt", """
            M:System.Array.ForEach``1(``0[],System.Action{``0}) Virtual delegate(1)
            M:System.Array.LastIndexOf``1(``0[],``0) Virtual equality(0);otherwise(Never)
            """));
}
