using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Scopes;

public class ScopePropertyTests
{
    private const string Unmarked = """
        class C
        {
            static readonly object s_once = {|MKIT3001:new object()|};
            object _o = {|MKIT3001:new object()|};
            static C() { GC.KeepAlive({|MKIT3001:new object()|}); }
            object P => {|MKIT3001:new object()|};
            object M() { Local(); return N(); object Local() => {|MKIT3001:new object()|}; }
            static object N() => {|MKIT3001:new object()|};
            Func<object> F() => () => {|MKIT3001:new object()|};
        }
        """;

    [Theory]
    [InlineData("all")]
    [InlineData("All ")]
    public Task Every_member_is_a_scope_with_the_property_all(string value) => Verify.SourceWithScopeProperty(value, Unmarked);

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    public Task Other_values_leave_the_scopes_to_the_source(string value) => Verify.SourceWithScopeProperty(
        value, Unmarked.Replace("{|MKIT3001:", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal));

    [Fact]
    public Task Members_of_other_assemblies_are_no_scopes_by_the_property() => Verify.SourceWithScopeProperty("all", """
        class C : List<int>
        {
            public override string ToString() => {|MKIT3006:string.Concat("a", base.ToString())|};
        }
        """);
}
