// MKIT1017: estimates that have to be constants.
namespace MemallocKit.Analyzers.Tests.Declarations;

public sealed class ConstantEstimateTests
{
    private const string SameFields = "declare a struct with the same fields in this project";

    [Theory]
    [InlineData("struct Item { public System.Numerics.Vector<byte> Wide; }", "its field 'Item.Wide' is of type 'Vector<byte>', which is a struct of the framework that is not laid out alike everywhere; declare a struct of fields that are, in this project")]
    [InlineData("struct Item { byte _a; Inner _b; } struct Inner { System.Runtime.InteropServices.CLong Value { get; set; } }", "its field 'Inner.Value' is of type 'CLong', which is a struct of the framework that is not laid out alike everywhere; declare a struct of fields that are, in this project")]
    [InlineData("struct Item { byte _a; System.Runtime.Intrinsics.Vector256<byte> _b; }", "'Item' has another size on Arm64 than on x64, since Vector256 and Vector512 are aligned otherwise there; declare those fields first")]
    [InlineData("partial struct Item { byte _a; }", "'Item' is partial, so that other generators may add fields to it; remove 'partial'")]
    [InlineData("struct Item { byte _a; (byte, PageRun) _b; }", "its field 'Item._b' is of type 'PageRun', which is declared in the assembly 'MemallocKit', which can change without this one being built again; " + SameFields)]
    [InlineData("[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto), System.Runtime.CompilerServices.InlineArray(3)] struct Item { byte _a; }", "'Item' is declared with a layout that the runtimes refuse or do not agree on; declare it with LayoutKind.Sequential, and without Size if it is an inline array")]
    public Task Object_of_unknown_size_is_reported_with_the_field_that_makes_it_so(string item, string reason) => VerifyDeclaration.Source(
        "MKIT1017",
        item + "[ReserveTree(RequireConstantEstimates = true)] static partial class Reserves { [ReserveNode(Objects = 1)] public static partial {|#0:ObjectReserve<Item>|} P { get; } }",
        $"'P' holds 'Item', whose size is not known at build time: {reason}, or leave RequireConstantEstimates out");

    [Fact]
    public Task Type_argument_of_unknown_size_is_reported_for_shares_too() => VerifyDeclaration.Source(
        "MKIT1017",
        """
        struct Pair<T> where T : unmanaged { T _first, _second; }
        [ReserveTree(RequireConstantEstimates = true)] static partial class Reserves
        {
            [ReserveNode(ChargeHere = true)] public static partial class Charged
            {
                [ReserveNode(Objects = 1)] public static partial {|#0:ObjectShare<Pair<System.Numerics.Vector<byte>>>|} P { get; }
            }
        }
        """,
        "'P' holds 'Pair<Vector<byte>>', whose size is not known at build time: its field 'Pair<Vector<byte>>._first' is of type 'Vector<byte>', which is a struct of the framework that is not laid out alike everywhere; declare a struct of fields that are, in this project, or leave RequireConstantEstimates out");

    [Fact]
    public Task Tree_of_unknown_pages_that_joins_is_reported() => VerifyDeclaration.Source(
        "MKIT1017",
        """
        [ReserveTree] static partial class Inner { [ReserveNode(Objects = 1)] public static partial ObjectReserve<System.Numerics.Vector<byte>> P { get; } }
        [ReserveTree(RequireConstantEstimates = true)] static partial class Outer { [ReserveNode({|#0:Tree = typeof(Inner)|})] public static partial ReserveGroup Joined { get; } }
        """,
        "'Joined' holds 'Inner', whose size is not known at build time: objects in it are not; write RequireConstantEstimates on 'Inner' too, or leave RequireConstantEstimates out");

    [Theory]
    [InlineData("RequireConstantEstimates = true", "(Guid, DateTimeOffset, int)")]
    [InlineData("RequireConstantEstimates = true", "Int128")]
    [InlineData("RequireConstantEstimates = false", "System.Numerics.Vector<byte>")]
    [InlineData("Processors = 2", "System.Numerics.Vector<byte>")]
    public Task Object_of_known_size_or_of_a_tree_that_does_not_ask_is_allowed(string arguments, string item) => VerifyDeclaration.Silent(
        $"[ReserveTree({arguments})] static partial class Reserves {{ [ReserveNode(Objects = 1)] public static partial ObjectReserve<{item}> P {{ get; }} }}");

    [Fact]
    public Task Instances_pages_and_bytes_have_constant_estimates_anyway() => VerifyDeclaration.Silent(
        """
        sealed class Item { System.Numerics.Vector<byte> _a; }
        [ReserveTree(RequireConstantEstimates = true)] static partial class Reserves
        {
            [ReserveNode(Objects = 1)] public static partial InstanceReserve<Item> Instances { get; }
            [ReserveNode(Pages = 1)] public static partial PageReserve Frames { get; }
            [ReserveNode(Bytes = 1)] public static partial ByteReserve Lines { get; }
        }
        """);
}
