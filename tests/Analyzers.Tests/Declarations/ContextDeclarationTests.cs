// MKIT1015, MKIT1016 and what contexts share with trees.
namespace MemallocKit.Analyzers.Tests.Declarations;

public sealed class ContextDeclarationTests
{
    private const string Tree = "[ReserveTree] static partial class Reserves { [ReserveNode(Pages = 1)] public static partial PageReserve P { get; } } ";

    [Theory]
    [InlineData("struct {|#0:C|};")]
    [InlineData("readonly ref struct {|#0:C|};")]
    [InlineData("ref partial struct {|#0:C|};")]
    [InlineData("readonly partial struct {|#0:C|};")]
    [InlineData("file readonly ref partial struct {|#0:C|};")]
    [InlineData("readonly ref partial struct {|#0:C|}(int number);")]
    public Task Context_of_another_shape_is_reported(string declaration) => VerifyDeclaration.Source(
        "MKIT1015",
        $"{Tree}[MemallocContext(typeof(Reserves))] {declaration}",
        "'C' must be declared 'readonly ref partial struct C', without 'file' and without a primary constructor");

    [Theory]
    [InlineData("MemallocContext")]
    [InlineData("MemallocContext()")]
    [InlineData("MemallocContext(null)")]
    public Task Context_that_names_nothing_is_reported(string attribute) => VerifyDeclaration.Source(
        "MKIT1016",
        $"[{{|#0:{attribute}|}}] readonly ref partial struct C;",
        "The context 'C' must name what it may charge: name a class of a reserve tree: typeof(...)");

    [Fact]
    public Task Context_that_names_something_else_is_reported() => VerifyDeclaration.Source(
        "MKIT1016",
        Tree + "[MemallocContext(typeof(Reserves), {|#0:typeof(string)|}, {|#1:null|})] readonly ref partial struct C;",
        "The context 'C' must name what it may charge: 'string' is not a class with [ReserveTree] or [ReserveNode]; name the class that its reserves are declared in",
        "The context 'C' must name what it may charge: 'null' is not a class with [ReserveTree] or [ReserveNode]; name the class that its reserves are declared in");

    [Fact]
    public Task Context_that_names_a_charged_class_with_hidden_shares_is_reported() => VerifyDeclaration.Source(
        "MKIT1016",
        """
        struct Item { public int A; }
        [ReserveTree] static partial class Reserves
        {
            [ReserveNode(ChargeHere = true)] public static partial class Charged { [ReserveNode(Objects = 1)] private static partial ObjectShare<Item> P { get; } }
        }
        [MemallocContext({|#0:typeof(Reserves.Charged)|})] readonly ref partial struct C;
        [MemallocContext(typeof(Reserves))] readonly ref partial struct D;
        """,
        "The context 'C' must name what it may charge: 'Charged' shows its reserve to no one here, since no share of it can be seen; give a share more access, or name the class around it");

    [Fact]
    public Task Context_that_sees_the_shares_of_a_charged_class_is_allowed() => VerifyDeclaration.Silent(
        """
        static partial class Outer
        {
            private struct Item { public int A; }
            [ReserveTree] private static partial class Reserves
            {
                [ReserveNode(ChargeHere = true)] public static partial class Charged { [ReserveNode(Objects = 1)] internal static partial ObjectShare<Item> P { get; } }
            }
            [MemallocContext(typeof(Reserves.Charged))] internal readonly ref partial struct C;
        }
        """);

    [Fact]
    public Task Context_with_a_member_that_the_generator_emits_is_reported() => VerifyDeclaration.Source(
        "MKIT1011",
        Tree + "[MemallocContext(typeof(Reserves))] readonly ref partial struct C { public void {|#0:Dispose|}() { } }",
        "'Dispose' is the name of a member that the generator emits; rename this one");

    [Fact]
    public Task Generic_context_is_reported() => VerifyDeclaration.Source(
        "MKIT1013",
        Tree + "[MemallocContext(typeof(Reserves))] readonly ref partial struct {|#0:C|}<T>;",
        "The context 'C' must not be generic or inside a generic type; remove its type parameters");

    [Fact]
    public Task Context_of_an_invalid_tree_is_left_to_the_tree() => VerifyDeclaration.Source(
        "MKIT1005",
        Tree.Replace("Pages = 1", "{|#0:Pages = 0|}", StringComparison.Ordinal) + "[MemallocContext(typeof(Reserves))] readonly ref partial struct C;",
        "'Pages = 0' is out of range; write 1 or more");

    [Fact]
    public Task Context_of_a_type_that_does_not_exist_is_left_to_the_compiler() =>
        VerifyDeclaration.Silent("[MemallocContext(typeof(Missing))] readonly ref partial struct C;");
}
