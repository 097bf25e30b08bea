using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Allocations;

public class DelegateTests
{
    [Fact]
    public Task Cached_lambdas_and_method_groups_are_silent() => Verify.InScope("""
        Action a = static () => { };
        Action b = () => { };
        Action c = Static;
        Run(Static);
        var d = new Action(() => { });
        Action e = Local;
        static void Local() { }
        """, "static void Static() { } static void Run(Action action) { }");

    [Fact]
    public Task Instance_method_groups_are_reported() => Verify.InScope("""
        Action a = {|MKIT3005:Instance|};
        Action b = {|MKIT3005:this.Instance|};
        Func<string> c = {|MKIT3005:text.ToString|};
        Func<string> d = {|MKIT3005:number.ToString|};
        Func<string> e = {|MKIT3005:text.Extended|};
        """, "void Instance() { } } static class X { public static string Extended(this string s) => s;");

    [Fact]
    public Task Delegates_that_the_compiler_does_not_keep_are_reported() => Verify.SourceWithScopeProperty("all", """
        class C
        {
            static readonly Action s_group = {|MKIT3005:Static|};
            static readonly Action s_lambda = {|MKIT3005:() => { }|};
            static readonly Func<Action> s_nested = {|MKIT3005:() => () => { }|};
            Action _group = Static;
            Action Written() => {|MKIT3005:new Action(Static)|};
            static void Static() { }
        }
        """);

    [Fact]
    public Task Wrapping_a_delegate_is_reported() => Verify.InScope("""
        Action a = null;
        var b = {|MKIT3005:new Action(a)|};
        """);

    [Fact]
    public Task Combining_delegates_and_changing_events_are_reported() => Verify.InScope("""
        Action a = null;
        {|MKIT3005:a += Static|};
        a = {|MKIT3005:a + Static|};
        {|MKIT3005:Happened += Static|};
        {|MKIT3005:Happened -= Static|};
        """, "event Action Happened; static void Static() { }");

    [Fact]
    public Task Function_pointers_are_silent() => Verify.InScope("""
        unsafe
        {
            delegate*<void> pointer = &Static;
            pointer();
        }
        """, "static void Static() { }");
}
