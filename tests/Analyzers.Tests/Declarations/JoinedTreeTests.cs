// MKIT1019: trees that cannot join.
namespace MemallocKit.Analyzers.Tests.Declarations;

public sealed class JoinedTreeTests
{
    private const string Prefix = "No tree can join at 'Joined': ";

    private static Task InTree(string member, string elsewhere, string message) => VerifyDeclaration.Source(
        "MKIT1019",
        $$"""
        [ReserveTree] static partial class Reserves { {{member}} }
        {{elsewhere}}
        """,
        Prefix + message);

    [Fact]
    public Task Property_that_names_no_tree_is_reported() => InTree(
        "[{|#0:ReserveNode|}] public static partial ReserveGroup Joined { get; }",
        "",
        "it names no tree; write 'Tree = typeof(...)', or declare a nested class to group reserves");

    [Theory]
    [InlineData("typeof(Plain)", "'Plain'")]
    [InlineData("null", "'null'")]
    [InlineData("typeof(int)", "'int'")]
    public Task Class_that_is_no_tree_is_reported(string tree, string name) => InTree(
        $$"""[ReserveNode({|#0:Tree = {{tree}}|})] public static partial ReserveGroup Joined { get; }""",
        "class Plain;",
        $"{name} is not a class with [ReserveTree]; name one");

    [Fact]
    public Task Tree_that_emitted_code_cannot_reach_is_reported() => InTree(
        """
        [ReserveNode] static partial class Group
        {
            [ReserveTree] private static partial class Other { }
            [ReserveNode({|#0:Tree = typeof(Other)|})] public static partial ReserveGroup Joined { get; }
        }
        """,
        "",
        "'Reserves' cannot reach 'Other'; make it at least internal, or public if it is in another assembly");

    [Fact]
    public Task Tree_that_would_be_inside_itself_is_reported() => InTree(
        "[ReserveNode({|#0:Tree = typeof(Reserves)|})] public static partial ReserveGroup Joined { get; }",
        "",
        "'Reserves' is in 'Reserves' already, and would be inside itself; remove one of the two");

    [Fact]
    public Task Trees_that_would_be_inside_each_other_are_reported_at_both_ends() => VerifyDeclaration.Source(
        "MKIT1019",
        """
        [ReserveTree] static partial class A { [ReserveNode({|#0:Tree = typeof(B)|})] public static partial ReserveGroup ToB { get; } }
        [ReserveTree] static partial class B { [ReserveNode({|#1:Tree = typeof(A)|})] public static partial ReserveGroup ToA { get; } }
        """,
        "No tree can join at 'ToB': 'A' is in 'B' already, and would be inside itself; remove one of the two",
        "No tree can join at 'ToA': 'B' is in 'A' already, and would be inside itself; remove one of the two");

    [Fact]
    public Task Tree_with_two_parents_is_reported_at_the_second() => InTree(
        "[ReserveNode(Tree = typeof(Other))] public static partial ReserveGroup First { get; } [ReserveNode({|#0:Tree = typeof(Other)|})] public static partial ReserveGroup Joined { get; }",
        "[ReserveTree(\"others\")] static partial class Other { }",
        "'Other' joins at 'Reserves.First' already, and has one parent; remove one of the two");

    [Fact]
    public Task Tree_that_is_estimated_in_another_way_is_reported() => InTree(
        "[ReserveNode({|#0:Tree = typeof(Other)|})] public static partial ReserveGroup Joined { get; }",
        "[ReserveTree(Model = EstimateModel.LinuxSlub, Processors = 4)] static partial class Other { }",
        "'Other' is estimated by LinuxSlub for 4, 'Reserves' by UpperBound for 1 processors, so that their pages do not add up; give both the same Model and Processors");

    [Fact]
    public Task Amount_and_name_of_a_tree_that_joins_are_reported_as_having_no_effect() => VerifyDeclaration.Source(
        "MKIT1006",
        """
        [ReserveTree] static partial class Reserves
        {
            [ReserveNode({|#1:"name"|}, {|#0:Pages = 2|}, Tree = typeof(Other))] public static partial ReserveGroup Joined { get; }
        }
        [ReserveTree] static partial class Other { }
        """,
        "'Pages' has no effect on 'Joined'; the tree that joins has its own amounts",
        "'name' has no effect on 'Joined'; the tree that joins has its own name");

    [Theory]
    [InlineData("[ReserveNode(Pages = 1, {|#0:Tree = typeof(Other)|})] public static partial PageReserve P { get; }", "P")]
    [InlineData("[ReserveNode({|#0:Tree = typeof(Other)|})] public static partial class P { }", "P")]
    public Task Tree_named_by_something_else_is_reported_as_having_no_effect(string member, string name) => VerifyDeclaration.Source(
        "MKIT1006",
        $$"""
        [ReserveTree] static partial class Reserves { {{member}} }
        [ReserveTree] static partial class Other { }
        """,
        $"'Tree' has no effect on '{name}'; it is for a property of type ReserveGroup, at which another tree joins");

    [Fact]
    public Task Tree_that_can_join_is_not_reported() => VerifyDeclaration.Silent(
        """
        [ReserveTree] static partial class Reserves { [ReserveNode(Tree = typeof(Other))] public static partial ReserveGroup Joined { get; } }
        [ReserveTree] static partial class Other { }
        """);
}
