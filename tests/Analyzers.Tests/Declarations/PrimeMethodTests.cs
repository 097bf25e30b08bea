// MKIT1018: methods that Prime() runs.
namespace MemallocKit.Analyzers.Tests.Declarations;

public sealed class PrimeMethodTests
{
    private const string Tree =
        "[ReserveTree] static partial class Reserves { [ReserveNode(Pages = 1)] public static partial PageReserve P { get; } } "
        + "[MemallocContext(typeof(Reserves))] readonly ref partial struct One; [MemallocContext(typeof(Reserves))] readonly ref partial struct Two { [MemallocPrime] private static void Own() { } } ";

    [Theory]
    [InlineData("void {|#0:M|}() { }", "there is no instance to call it on; declare it 'static'")]
    [InlineData("static {|#0:int|} M() => 1;", "nobody takes its result; let it return 'void'")]
    [InlineData("static async void {|#0:M|}() { }", "it would go on after Prime() has returned; remove 'async'")]
    [InlineData("static void M<{|#0:T|}>() { }", "nobody knows its type arguments; remove the type parameters, and call generic code with the types it is used with")]
    [InlineData("static void M(int {|#0:number|}) { }", "nobody has a value for 'number'; take nothing, or a context")]
    [InlineData("static void M(One one, Two {|#0:two|}) { }", "nobody has a value for 'two'; take nothing, or a context")]
    [InlineData("static void M(ref One {|#0:one|}) { }", "a context is not to be changed; take 'one' by value or 'in'")]
    [InlineData("private static void {|#0:M|}() { }", "the generated code cannot see it; declare it, and the types around it, 'internal'")]
    public Task Method_that_cannot_be_called_is_reported_where_it_is_wrong(string method, string advice) =>
        Report($"class C {{ [MemallocPrime] {(method.StartsWith("private", StringComparison.Ordinal) ? "" : "internal ")}{method} }}", advice);

    [Theory]
    [InlineData("class C<T> { [MemallocPrime] internal static void {|#0:M|}() { } }", "'C' is generic; move it out of there")]
    [InlineData("file class C { [MemallocPrime] internal static void {|#0:M|}() { } }", "the generated code is in another file; move it out of the type with 'file'")]
    [InlineData("class C { [MemallocPrime, {|#0:System.Diagnostics.Conditional(\"DEBUG\")|}] internal static void M() { } }", "the call may be left out; remove [Conditional]")]
    [InlineData("class C { [MemallocPrime, {|#0:System.Runtime.InteropServices.UnmanagedCallersOnly|}] internal static void M() { } }", "only unmanaged code can call it; mark another method")]
    [InlineData("class C { [MemallocPrime, System.Obsolete(\"\", true)] internal static void {|#0:M|}() { } }", "it is obsolete, and calling it an error; mark another method")]
    [InlineData("partial class C { [MemallocPrime] static partial void {|#0:M|}(); static partial void M() { } }", "the generated code cannot see it; declare it, and the types around it, 'internal'")]
    [InlineData("interface I { [MemallocPrime] static abstract void {|#0:M|}(); }", "which body it has depends on a type parameter; remove 'abstract' or 'virtual'")]
    [InlineData("static class C { extension(string) { [MemallocPrime] internal static void {|#0:M|}() { } } }", "it is in an extension block; move it into the class around that")]
    [InlineData("class C { static int M { [{|#0:MemallocPrime|}] get => 1; } }", "it has no name that others can call; write an ordinary static method")]
    [InlineData("class C { void N() { M(); [{|#0:MemallocPrime|}] static void M() { } } }", "it has no name that others can call; write an ordinary static method")]
    public Task Method_in_a_place_that_cannot_be_reached_is_reported(string source, string advice) => Report(source, advice);

    [Fact]
    public Task Lambda_is_reported() => VerifyDeclaration.Source(
        "MKIT1018",
        Tree + "class C { System.Action A = [{|#0:MemallocPrime|}] static () => { }; }",
        "'lambda' cannot be run by Prime(): it has no name that others can call; write an ordinary static method");

    [Theory]
    [InlineData("[MemallocPrime({|#0:typeof(string)|})] internal static void M() { }", "'string' is not a struct with [MemallocContext]; name one")]
    [InlineData("[MemallocPrime(typeof(One), {|#0:null|})] internal static void M() { }", "'null' is not a struct with [MemallocContext]; name one")]
    [InlineData("[MemallocPrime({|#0:typeof(Two)|})] internal static void M(in One one) { }", "it takes 'One', so it cannot prime 'Two'; write [MemallocPrime] without arguments")]
    public Task Argument_that_names_no_context_to_run_it_is_reported(string method, string advice) => Report($"class C {{ {method} }}", advice);

    [Fact]
    public Task Methods_that_can_be_called_are_not_reported() => VerifyDeclaration.Silent(
        Tree
        + """
        static partial class C
        {
            [MemallocPrime] internal static void A() { }
            [MemallocPrime(null)] internal static void B(One one) { }
            [MemallocPrime(typeof(One), typeof(Two))] public static void D() { }
            [MemallocPrime(typeof(Inner))] private static void E() { }
            [MemallocPrime] private static void F(in Inner memalloc) { }
            [MemallocContext(typeof(Reserves))] private readonly ref partial struct Inner;
        }
        """);

    [Fact]
    public Task Context_that_does_not_exist_is_left_to_the_compiler() =>
        VerifyDeclaration.Silent(Tree + "class C { [MemallocPrime(typeof(Missing))] void M() { } }");

    private static Task Report(string source, string advice) =>
        VerifyDeclaration.Source("MKIT1018", Tree + source, $"'M' cannot be run by Prime(): {advice}");
}
