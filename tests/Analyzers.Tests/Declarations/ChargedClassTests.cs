// MKIT1008, MKIT1009: what is charged, and what only sizes it.
namespace MemallocKit.Analyzers.Tests.Declarations;

public sealed class ChargedClassTests
{
    private const string Prefix = "'Charged' is charged itself, so that it holds shares of one type and nothing else; ";

    private static Task InCharged(string members, string message) => VerifyDeclaration.InTree(
        "MKIT1008",
        $$"""
        [ReserveNode(ChargeHere = true)] public static partial class Charged
        {
            [ReserveNode(Bytes = 64)] public static partial ByteShare First { get; }
            {{members}}
        }
        """,
        Prefix + message);

    [Fact]
    public Task Share_of_another_unit_is_reported() => InCharged(
        "[ReserveNode(Pages = 1)] public static partial {|#0:PageShare|} Second { get; }",
        "declare 'Second' as ByteShare, like 'First', or move it out");

    [Fact]
    public Task Reserve_inside_is_reported() => InCharged(
        "[ReserveNode(Bytes = 64)] public static partial {|#0:ByteReserve|} Second { get; }",
        "declare 'Second' as ByteShare, like 'First', or move it out");

    [Fact]
    public Task Class_inside_is_reported() => InCharged(
        "[ReserveNode] public static partial class {|#0:Inner|} { }",
        "move the class 'Inner' out of it");

    [Fact]
    public Task Shares_of_different_objects_are_reported() => VerifyDeclaration.InTree(
        "MKIT1008",
        """
        [ReserveNode(ChargeHere = true)] public static partial class Charged
        {
            [ReserveNode(Objects = 1)] public static partial ObjectShare<int> First { get; }
            [ReserveNode(Objects = 1)] public static partial {|#0:ObjectShare<long>|} Second { get; }
        }
        """,
        Prefix + "declare 'Second' as ObjectShare<int>, like 'First', or move it out");

    [Theory]
    [InlineData("")]
    [InlineData("[ReserveNode(Bytes = 64)] public static partial ByteReserve Only { get; }")]
    public Task Charged_class_without_a_share_is_reported(string members) => VerifyDeclaration.InTree(
        "MKIT1008",
        $"[ReserveNode(ChargeHere = true)] public static partial class {{|#0:Charged|}} {{ {members} }}",
        Prefix + "declare a PageShare, ByteShare or ObjectShare<T> inside");

    [Theory]
    [InlineData("PageShare", "Pages", "PageReserve")]
    [InlineData("ByteShare", "Bytes", "ByteReserve")]
    [InlineData("ObjectShare<int>", "Objects", "ObjectReserve<T>")]
    public Task Share_outside_a_charged_class_is_reported(string share, string amount, string reserve) => VerifyDeclaration.InTree(
        "MKIT1009",
        $"[ReserveNode({amount} = 1)] public static partial {{|#0:{share}|}} P {{ get; }}",
        $"'P' is a share, but 'Reserves' is not charged; declare it as {reserve}, or put it into a class with 'ChargeHere = true'");
}
