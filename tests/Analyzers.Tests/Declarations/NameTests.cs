// MKIT1010, MKIT1011: names in reports, and names of members.
namespace MemallocKit.Analyzers.Tests.Declarations;

public sealed class NameTests
{
    [Fact]
    public Task Siblings_with_the_same_name_are_reported() => VerifyDeclaration.InTree(
        "MKIT1010",
        """
        [ReserveNode("pages", Pages = 1)] public static partial PageReserve First { get; }
        [ReserveNode({|#0:"pages"|}, Pages = 1)] public static partial PageReserve Second { get; }
        [ReserveNode("Fourth")] public static partial class Third { }
        [ReserveNode(Pages = 1)] public static partial PageReserve {|#1:Fourth|} { get; }
        """,
        "'Second' needs a name other than that of 'First' in reports; write it in the attribute",
        "'Fourth' needs a name other than that of 'Third' in reports; write it in the attribute");

    [Fact]
    public Task The_same_name_in_different_groups_is_allowed() => VerifyDeclaration.Silent(
        """
        [ReserveTree("n")] static partial class Reserves
        {
            [ReserveNode("n")] public static partial class A { [ReserveNode("n", Pages = 1)] public static partial PageReserve P { get; } }
            [ReserveNode("m")] public static partial class B { [ReserveNode("n", Pages = 1)] public static partial PageReserve P { get; } }
        }
        """);

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"  \"")]
    [InlineData("\"two\\nlines\"")]
    public Task Name_that_cannot_be_read_is_reported(string name) => VerifyDeclaration.InTree(
        "MKIT1010",
        $"[ReserveNode({{|#0:{name}|}}, Pages = 1)] public static partial PageReserve P {{ get; }}",
        "'P' needs a name of visible characters in reports; write it in the attribute");

    [Theory]
    [InlineData("Node")]
    [InlineData("Reserve")]
    [InlineData("Connect")]
    [InlineData("Estimates")]
    [InlineData("Nodes")]
    [InlineData("TotalPages")]
    [InlineData("InstanceBytes")]
    [InlineData("Pages")]
    [InlineData("ToString")]
    public Task Property_with_the_name_of_an_emitted_member_is_reported(string name) => VerifyDeclaration.InTree(
        "MKIT1011",
        $"[ReserveNode(Pages = 1)] public static partial PageReserve {{|#0:{name}|}} {{ get; }}",
        $"'{name}' is the name of a member that the generator emits; rename this one");

    [Fact]
    public Task Class_with_the_name_of_an_emitted_member_is_reported() => VerifyDeclaration.InTree(
        "MKIT1011",
        "[ReserveNode] public static partial class {|#0:Estimates|} { }",
        "'Estimates' is the name of a member that the generator emits; rename this one");

    [Fact]
    public Task Member_beside_the_nodes_with_the_name_of_an_emitted_one_is_reported() => VerifyDeclaration.InTree(
        "MKIT1011",
        """
        public static void {|#0:Connect|}() { }
        [ReserveNode] public static partial class Group { private static int {|#1:Nodes|} => 1; public static int Estimates => 2; }
        """,
        "'Connect' is the name of a member that the generator emits; rename this one",
        "'Nodes' is the name of a member that the generator emits; rename this one");
}
