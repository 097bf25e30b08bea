using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Effects;

public class ContractNotKeptTests
{
    [Fact]
    public Task Method_that_allocates_does_not_become_a_delegate_of_a_marked_type() => Verify.Calls(
        """
        [Memalloc] delegate void Visit(int page);
        class C
        {
            void Set() { Visit visit = {|#0:Log|}; }
            static void Log(int page) => {|#1:Write(page)|};
            static void Write(int page) { var text = {|#2:new byte[page]|}; }
        }
        """,
        [Verify.Message("MKIT3015", 0, "'C.Log' is bound by the contract of 'Visit', and is not known to keep it: Set → Log → Write → new byte[]; make it free of allocations and mark it [Memalloc]").WithLocation(1).WithLocation(2)]);

    [Fact]
    public Task Every_conversion_of_a_method_is_judged() => Verify.Calls("""
        [Memalloc] delegate object Make();
        class C
        {
            Make _field = {|MKIT3015:Costly|};
            Make Property { get; set; } = {|MKIT3015:Costly|};
            event Make Made;
            void Take(Make make, params Make[] more) { }
            Make Return() => {|MKIT3015:Costly|};
            void All(bool b)
            {
                Take({|MKIT3015:Costly|}, {|MKIT3015:Costly|}, Free);
                _field = {|MKIT3015:Costly|};
                Made += {|MKIT3015:Costly|};
                var cast = (Make){|MKIT3015:Costly|};
                var made = {|MKIT3015:new Make(Costly)|};
                Make[] list = [{|MKIT3015:Costly|}, Free];
                Make either = b ? {|MKIT3015:Costly|} : Free;
                Make local = {|MKIT3015:Local|};
                Make extended = {|MKIT3015:"".Extended|};
                object Local() => new object();
            }
            static object Costly() => new object();
            static object Free() => null;
        }
        static class X { public static object Extended(this string text) => new object(); }
        """.Replace("(Make){|MKIT3015:Costly|}", "{|MKIT3015:(Make)Costly|}"));

    [Fact]
    public Task Lambda_of_a_marked_type_is_a_scope_wherever_it_is_written() => Verify.Calls("""
        [Memalloc] delegate object Make(int n);
        class C
        {
            Make _field = n => {|MKIT3001:new object()|};
            static Make s_property { get; } = static n => {|MKIT3010:Costly()|};
            Make Set(int count)
            {
                var outside = new object();
                Make capturing = n => count > n ? null : {|MKIT3002:new int[n]|};
                Make free = n => null;
                Make old = delegate { return {|MKIT3001:new object()|}; };
                Make nested = n => { Func<object> f = () => {|MKIT3001:new object()|}; return f; };
                Func<int, object> other = n => new object();
                return n => {|MKIT3003:n|};
            }
            static object Costly() => new object();
        }
        """);

    [Fact]
    public Task Marked_methods_and_free_ones_keep_the_contract() => Verify.Calls("""
        [Memalloc] delegate int Compare(int a, int b);
        class C
        {
            Compare _a = Marked;
            Compare _b = Free;
            Compare _c = Math.Max;
            Compare _d = int.Max;
            [Memalloc] static int Marked(int a, int b) => a;
            static int Free(int a, int b) => Other(a) + b;
            static int Other(int a) => a;
        }
        """);

    [Fact]
    public Task Method_of_another_assembly_is_judged_by_its_summary() => Verify.Calls(
        """
        [Memalloc] delegate string Name();
        [Memalloc] delegate string Text(ReserveNode root);
        class C
        {
            Name A(object o) => {|#0:System.IO.Path.GetTempPath|};
            Name B(object o) => {|#1:o.ToString|};
            Name D() => {|#2:System.IO.Path.GetRandomFileName|};
            Text E() => {|#3:ReserveInfo.ToText|};
        }
        """,
        [
            Verify.Message("MKIT3015", 0, "'Path.GetTempPath' is bound by the contract of 'Name', and is not known to keep it: A → Path.GetTempPath allocates; make it free of allocations and mark it [Memalloc]"),
            Verify.Message("MKIT3015", 1, "'object.ToString' is bound by the contract of 'Name', and is not known to keep it: B → object.ToString can be overridden and has no contract; make it free of allocations and mark it [Memalloc]").WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning),
            Verify.Message("MKIT3015", 2, "'Path.GetRandomFileName' is bound by the contract of 'Name', and is not known to keep it: D → Path.GetRandomFileName may allocate; make it free of allocations and mark it [Memalloc]"),
            Verify.Message("MKIT3015", 3, "'ReserveInfo.ToText' is bound by the contract of 'Text', and is not known to keep it: E → ReserveInfo.ToText has neither contract nor summary; make it free of allocations and mark it [Memalloc]").WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning),
        ],
        ("a.memalloc.txt", "M:System.IO.Path.GetTempPath AllocAlways"));

    [Fact]
    public Task Delegate_of_another_type_is_followed_where_it_is_known() => Verify.Calls("""
        [Memalloc] delegate void Visit(int page);
        class C
        {
            static void Free(int page) { }
            static void Costly(int page) { var o = new object(); }
            Visit Set(Action<int> given, Visit own)
            {
                Action<int> free = Free;
                Action<int> costly = Costly;
                var a = {|#0:new Visit(given)|};
                var b = new Visit(free);
                var c = {|MKIT3015:new Visit(costly)|};
                var d = new Visit(own);
                var e = {|MKIT3015:new Visit(given.Invoke)|};
                return own;
            }
        }
        """,
        [Verify.Message("MKIT3015", 0, "'given' is bound by the contract of 'Visit', and is not known to keep it: which method it holds is decided elsewhere; make it free of allocations and mark it [Memalloc]").WithSeverity(Microsoft.CodeAnalysis.DiagnosticSeverity.Warning)]);

    [Fact]
    public Task Virtual_method_is_judged_on_the_object_that_is_known() => Verify.Calls("""
        [Memalloc] delegate object Make();
        interface IMaker { object Make(); }
        sealed class Free : IMaker { public object Make() => null; }
        sealed class Costly : IMaker { public object Make() => new object(); }
        class C
        {
            Make A(IMaker maker) => {|MKIT3015:maker.Make|};
            Make B(Free maker) => maker.Make;
            Make D(Costly maker) => {|MKIT3015:maker.Make|};
            Make E() { IMaker maker = new Costly(); return {|MKIT3015:maker.Make|}; }
        }
        """);

    [Fact]
    public Task Delegate_of_an_unmarked_type_is_no_matter() => Verify.Calls("""
        class C { Func<object> Set() => Costly; static object Costly() => new object(); }
        """.Replace("class C", "[Memalloc] delegate void Marked();\nclass C"));

    [Fact]
    public Task Inherited_method_that_implements_a_marked_member_is_judged_where_the_two_meet() => Verify.Calls(
        """
        interface ICodec { [Memalloc] object Encode(); object Size { [Memalloc] get; } }
        class Costly { public object Encode() => {|#1:new object()|}; public object Size => null; }
        class Free { public object Encode() => null; public object Size => null; }
        class Marked { [Memalloc] public object Encode() => {|MKIT3001:new object()|}; public object Size => null; }
        class {|#0:A|} : Costly, ICodec { }
        class B : Free, ICodec { }
        class D : Marked, ICodec { }
        class E : A { }
        """.Replace("object Size { [Memalloc] get; }", "[Memalloc] object Size { get; }"),
        [Verify.Message("MKIT3015", 0, "'Costly.Encode' is bound by the contract of 'ICodec.Encode', and is not known to keep it: A → Encode → new object(); make it free of allocations and mark it [Memalloc]").WithLocation(1)]);

    [Fact]
    public Task Implementation_in_metadata_needs_a_contract_or_a_summary() => Verify.CallsWithReference(
        """
        interface ICodec { [Memalloc] object Encode(); }
        class {|MKIT3015:A|} : Library.Plain, ICodec { }
        class B : Library.Marked, ICodec { }
        class D : Library.Known, ICodec { }
        class E : Library.Bound { public override object Encode() => {|MKIT3001:new object()|}; }
        class F : Library.IBound { object Library.IBound.Encode() => {|MKIT3001:new object()|}; }
        """,
        """
        namespace Library;
        public class Plain { public object Encode() => null; }
        public class Known { public object Encode() => null; }
        public class Marked { [Memalloc] public object Encode() => null; }
        public abstract class Bound { [Memalloc] public abstract object Encode(); }
        public interface IBound { [Memalloc] object Encode(); }
        """,
        ("a.memalloc.txt", "M:Library.Known.Encode Never"));
}
