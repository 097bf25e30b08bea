using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Scopes;

public class MemallocScopeTests
{
    [Fact]
    public Task Using_declaration_opens_a_scope_to_the_end_of_its_block() => Verify.Source("""
        class C
        {
            void M()
            {
                var before = new object();
                {
                    var inner = new object();
                    using var memalloc = WriteOut.Enter();
                    inner = {|MKIT3001:new object()|};
                }
                var after = new object();
            }
        }
        """);

    [Fact]
    public Task Using_statement_makes_its_body_a_scope() => Verify.Source("""
        class C
        {
            void M()
            {
                using (WriteOut.Enter()) { var o = {|MKIT3001:new object()|}; }
                using (var memalloc = WriteOut.Enter())
                    M({|MKIT3001:new object()|});
                var after = new object();
            }
            static void M(object o) { }
        }
        """);

    [Fact]
    public Task MemallocScope_of_the_runtime_is_a_context() => Verify.Source("""
        class C
        {
            static readonly ReserveNode[] s_nodes = [];
            void M()
            {
                using var memalloc = MemallocScope.Enter(s_nodes);
                var o = {|MKIT3001:new object()|};
            }
        }
        """);

    [Fact]
    public Task Acquiring_expression_is_outside_the_scope() => Verify.Source("""
        class C
        {
            void M() { using var memalloc = Enter(new object()); }
            static WriteOut Enter(object o) => WriteOut.Enter();
        }
        """);

    [Fact]
    public Task Marked_members_of_every_kind_are_scopes() => Verify.Source("""
        class C
        {
            object _o;
            [Memalloc] public C() { _o = {|MKIT3001:new object()|}; }
            [Memalloc] object P => {|MKIT3001:new object()|};
            [Memalloc] object Q { get => {|MKIT3001:new object()|}; set => _o = {|MKIT3001:new object()|}; }
            object R { [Memalloc] get => {|MKIT3001:new object()|}; set => _o = new object(); }
            [Memalloc] public static C operator +(C a, C b) => {|MKIT3001:new C(1)|};
            C(int n) => _o = new object();
        }
        """);

    [Fact]
    public Task Marked_type_covers_its_members_but_not_what_runs_once() => Verify.Source("""
        [Memalloc]
        class C
        {
            static readonly object s_once = new object();
            static object Once { get; } = new object();
            static C() { GC.KeepAlive(new object()); }
            object _each = {|MKIT3001:new object()|};
            object Each { get; } = {|MKIT3001:new object()|};
            object M() => {|MKIT3001:new object()|};
            class Nested { object M() => {|MKIT3001:new object()|}; }
        }
        """);

    [Fact]
    public Task Initializers_run_in_a_marked_constructor() => Verify.Source("""
        class C
        {
            object _o = {|MKIT3001:new object()|};
            [Memalloc] public C() { }
        }
        """);

    [Fact]
    public Task Context_parameter_makes_the_body_a_scope() => Verify.Source("""
        class C
        {
            void ByIn(in WriteOut memalloc) { var o = {|MKIT3001:new object()|}; }
            void ByValue(WriteOut memalloc) { var o = {|MKIT3001:new object()|}; }
            void ByOut(out WriteOut memalloc) { var o = new object(); memalloc = default; }
        }
        """);

    [Fact]
    public Task Overrides_and_implementations_inherit_the_mark() => Verify.Source("""
        interface I { [Memalloc] object M(); object Free(); }
        abstract class B { [Memalloc] public abstract object N(); }
        class C : B, I
        {
            public override object N() => {|MKIT3001:new object()|};
            public object M() => {|MKIT3001:new object()|};
            public object Free() => new object();
        }
        class D : C { public override object N() => {|MKIT3001:new object()|}; }
        class E : I { object I.M() => {|MKIT3001:new object()|}; object I.Free() => new object(); }
        """);

    [Fact]
    public Task Mark_on_either_half_of_a_partial_member_counts() => Verify.Source("""
        partial class C
        {
            [Memalloc] public partial object OnDefinition();
            public partial object OnImplementation();
            [Memalloc] public partial object Property { get; }
        }
        partial class C
        {
            public partial object OnDefinition() => {|MKIT3001:new object()|};
            [Memalloc] public partial object OnImplementation() => {|MKIT3001:new object()|};
            public partial object Property => {|MKIT3001:new object()|};
        }
        """);

    [Fact]
    public Task Calls_by_a_marked_declaration_are_trusted() => Verify.Source("""
        interface I { [Memalloc] object M(); }
        class C : I { public object M() => {|MKIT3001:new object()|}; [Memalloc] object N(I i) => i.M(); }
        """);

    [Fact]
    public Task Lambdas_and_local_functions_can_be_scopes_of_their_own() => Verify.Source("""
        class C
        {
            void M()
            {
                var o = new object();
                Local();
                Func<object> f = [Memalloc] () => {|MKIT3001:new object()|};
                [Memalloc] static object Local() => {|MKIT3001:new object()|};
            }
        }
        """);

    [Fact]
    public Task Top_level_statements_can_hold_a_scope() => Verify.Program("""
        var before = new object();
        using var memalloc = WriteOut.Enter();
        var after = {|MKIT3001:new object()|};
        """);

    [Fact]
    public Task Code_outside_of_scopes_is_silent() => Verify.Source("""
        class C
        {
            object M(int n)
            {
                Func<int> f = () => n;
                return new object[] { n, $"{n}", f, Create() };
            }
            static object Create() => new object();
        }
        """);

    [Fact]
    public Task Generated_code_is_left_alone() => Verify.Source("""
        // <auto-generated/>
        class C { [Memalloc] object M() => new object(); }
        """);

    [Fact]
    public Task Without_the_library_nothing_is_reported() => Verify.SourceWithoutLibrary("""
        using System;
        class MemallocAttribute : Attribute { }
        class C { [Memalloc] object M() => new object(); }
        """);

    [Fact]
    public Task Priming_method_that_takes_the_context_is_a_scope_and_one_that_takes_nothing_is_not() => Verify.Source("""
        class C
        {
            [MemallocPrime] static void Inside(in WriteOut memalloc) { var o = {|MKIT3001:new object()|}; }
            [MemallocPrime] static void Outside() { var o = new object(); }
        }
        """);

    [Fact]
    public Task Mark_that_names_contexts_is_a_mark() => Verify.Source("""
        class C
        {
            [Memalloc(typeof(WriteOut))] void M() { var o = {|MKIT3001:new object()|}; }
        }
        """);
}
