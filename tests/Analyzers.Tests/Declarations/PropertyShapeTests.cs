// MKIT1002, MKIT1003: how a reserve property is written, and its type.
namespace MemallocKit.Analyzers.Tests.Declarations;

public sealed class PropertyShapeTests
{
    [Theory]
    [InlineData("public static PageReserve {|#0:P|} { get; }")]
    [InlineData("public partial PageReserve {|#0:P|} { get; }")]
    [InlineData("public static partial PageReserve {|#0:P|} { get; set; }")]
    [InlineData("public static partial PageReserve {|#0:P|} { get; init; }")]
    [InlineData("public static partial PageReserve {|#0:P|} { get => null!; }")]
    [InlineData("public static PageReserve {|#0:P|} => null!;")]
    [InlineData("public static partial PageReserve {|#0:P|} { get; } public static partial PageReserve P => null!;")]
    public Task Property_that_the_generator_cannot_complete_is_reported(string declaration) => VerifyDeclaration.InTree(
        "MKIT1002",
        "[ReserveNode(Pages = 1)] " + declaration,
        "'P' must be declared 'static partial PageReserve P { get; }'; the generator writes the other half");

    [Theory]
    [InlineData("string")]
    [InlineData("PageLease")]
    [InlineData("PageReserve?")]
    [InlineData("PageReserve[]")]
    public Task Property_of_another_type_is_reported(string type) => VerifyDeclaration.InTree(
        "MKIT1003",
        $"[ReserveNode(Pages = 1)] public static partial {{|#0:{type}|}} P {{ get; }}",
        $"'P' has type '{type}'; declare it as PageReserve, ByteReserve, ObjectReserve<T> or InstanceReserve<T>");

    [Fact]
    public Task Property_of_another_type_in_a_charged_class_is_told_the_type_of_its_siblings() => VerifyDeclaration.InTree(
        "MKIT1003",
        """
        [ReserveNode(ChargeHere = true)] static partial class Charged
        {
            [ReserveNode(Pages = 1)] public static partial PageShare First { get; }
            [ReserveNode(Pages = 1)] public static partial {|#0:long|} Second { get; }
        }
        """,
        "'Second' has type 'long'; declare it as PageShare");

    [Theory]
    [InlineData("[ReserveNode(Pages = 1)] public static partial Missing P { get; }")]
    [InlineData("[ReserveNode(Objects = 1)] public static partial ObjectReserve<Missing> P { get; }")]
    [InlineData("[ReserveNode(Objects = 1)] public static partial ObjectReserve<string> P { get; }")]
    [InlineData("[ReserveNode(Pages = )] public static partial PageReserve P { get; }")]
    [InlineData("[ReserveNode(Pages = missing)] public static partial PageReserve P { get; }")]
    [InlineData("[ReserveNode(Wrong = 1)] public static partial PageReserve P { get; }")]
    [InlineData("[ReserveNode(5)] public static partial PageReserve P { get; }")]
    [InlineData("[ReserveNode(Pages = 1), ReserveNode(Pages = 0)] public static partial PageReserve P { get; }")]
    public Task Property_that_the_compiler_rejects_is_not_reported_again(string declaration) =>
        VerifyDeclaration.Silent($"[ReserveTree] static partial class Reserves {{ {declaration} }}");
}
