// MKIT1001, MKIT1013: the classes of a tree.
namespace MemallocKit.Analyzers.Tests.Declarations;

public sealed class TypeShapeTests
{
    [Theory]
    [InlineData("static class {|#0:Reserves|} { }")]
    [InlineData("partial class {|#0:Reserves|} { }")]
    [InlineData("partial record {|#0:Reserves|} { }")]
    public Task Tree_that_is_not_static_and_partial_is_reported(string declaration) => VerifyDeclaration.Source(
        "MKIT1001", "[ReserveTree] " + declaration, "'Reserves' must be declared 'static partial class Reserves'");

    [Theory]
    [InlineData("static class {|#0:Group|} { }")]
    [InlineData("partial class {|#0:Group|} { }")]
    [InlineData("sealed record {|#0:Group|} { }")]
    public Task Group_that_is_not_static_and_partial_is_reported(string declaration) => VerifyDeclaration.InTree(
        "MKIT1001", "[ReserveNode] " + declaration, "'Group' must be declared 'static partial class Group'");

    [Fact]
    public Task Type_around_a_tree_that_is_not_partial_is_reported() => VerifyDeclaration.Source(
        "MKIT1001",
        "partial class Far { class {|#0:Near|} { [ReserveTree] static partial class Reserves { } } }",
        "'Near' must be declared 'partial', since 'Reserves' inside gets another part");

    [Fact]
    public Task File_local_tree_is_reported() => VerifyDeclaration.Source(
        "MKIT1001",
        "[ReserveTree] file static partial class {|#0:Reserves|} { }",
        "'Reserves' must be declared without 'file', since its other part is in a file of its own");

    [Fact]
    public Task Generic_tree_is_reported() => VerifyDeclaration.Source(
        "MKIT1013",
        "[ReserveTree] static partial class {|#0:Reserves|}<T> { }",
        "The reserve tree 'Reserves' must not be generic or inside a generic type; remove its type parameters");

    [Fact]
    public Task Tree_in_a_generic_type_is_reported() => VerifyDeclaration.Source(
        "MKIT1013",
        "partial class Outer<T> { [ReserveTree] static partial class {|#0:Reserves|} { } }",
        "The reserve tree 'Reserves' must not be generic or inside a generic type; move it out of 'Outer'");

    [Fact]
    public Task Generic_group_is_reported() => VerifyDeclaration.InTree(
        "MKIT1013",
        "[ReserveNode] static partial class {|#0:Group|}<T> { }",
        "The reserve node 'Group' must not be generic or inside a generic type; remove its type parameters");

    [Fact]
    public Task Node_outside_a_tree_is_reported_where_the_chain_begins() => VerifyDeclaration.Source(
        "MKIT1012",
        """
        static partial class Plain
        {
            [ReserveNode] static partial class {|#0:Group|}
            {
                [ReserveNode(Pages = 1)] public static partial PageReserve Inside { get; }
            }
        }

        [ReserveNode] static partial class {|#1:TopLevel|} { }
        """,
        "'Group' is a node outside a tree; write [ReserveNode] on 'Plain', or [ReserveTree] if that is the root",
        "'TopLevel' is a node outside a tree; write [ReserveTree] instead, or nest it in a class that has it");

    [Fact]
    public Task Property_below_a_class_of_the_tree_without_the_attribute_is_reported() => VerifyDeclaration.InTree(
        "MKIT1012",
        "public static partial class Plain { [ReserveNode(Pages = 1)] public static partial PageReserve {|#0:Lost|} { get; } }",
        "'Lost' is a node outside a tree; write [ReserveNode] on 'Plain', or [ReserveTree] if that is the root");

    [Fact]
    public Task Tree_that_is_also_a_node_is_reported_once() => VerifyDeclaration.InTree(
        "MKIT1012",
        "[ReserveTree, ReserveNode] static partial class {|#0:Both|} { }",
        "'Both' is a tree and a node of another one; remove one of the two attributes");
}
