// MKIT1014: what objects and instances can be.
namespace MemallocKit.Analyzers.Tests.Declarations;

public sealed class ItemTypeTests
{
    [Fact]
    public Task Object_larger_than_the_largest_run_is_reported() => VerifyDeclaration.Source(
        "MKIT1014",
        """
        using System.Runtime.InteropServices;
        [StructLayout(LayoutKind.Sequential, Size = 2 * 1024 * 1024)] struct Fits;
        [StructLayout(LayoutKind.Sequential, Size = 2 * 1024 * 1024 + 1)] struct TooLarge;
        [ReserveTree] static partial class Reserves
        {
            [ReserveNode(Objects = 1)] public static partial ObjectReserve<Fits> Good { get; }
            [ReserveNode(Objects = 1)] public static partial {|#0:ObjectReserve<TooLarge>|} Bad { get; }
        }
        """,
        "'Bad' cannot hold 'TooLarge': it has 2097153 bytes, more than the 2097152 of the largest run of pages; reserve pages instead");

    [Theory]
    [InlineData("sealed class Item { public Item(int size) { } }", "it has no parameterless constructor; add one")]
    [InlineData("sealed class Item { private Item() { } }", "'Reserves' cannot reach its parameterless constructor; make class and constructor at least internal")]
    [InlineData("class Item { [Obsolete(\"\", true)] public Item() { } }", "its parameterless constructor is obsolete, and calling it an error; add one that is not")]
    [InlineData("abstract class Item { }", "only a class that is not abstract can be instantiated")]
    [InlineData("interface Item { }", "only a class that is not abstract can be instantiated")]
    [InlineData("delegate void Item();", "only a class that is not abstract can be instantiated")]
    [InlineData("sealed class Item { public required int Size { get; set; } }", "its parameterless constructor leaves required members unset; mark it [SetsRequiredMembers]")]
    public Task Instance_that_cannot_be_built_is_reported(string item, string reason) => VerifyDeclaration.Source(
        "MKIT1014",
        item + "[ReserveTree] static partial class Reserves { [ReserveNode(Objects = 1)] public static partial {|#0:InstanceReserve<Item>|} P { get; } }",
        $"'P' cannot hold 'Item': {reason}");

    [Theory]
    [InlineData("private struct Item { public int A; }", "[ReserveNode(Objects = 1)] private static partial {|#0:ObjectReserve<Item>|} P { get; }")]
    [InlineData("private struct Item { public int A; }", "[ReserveNode(Objects = 1)] private static partial {|#0:ObjectReserve<(int, Item)>|} P { get; }", "(int, Item)")]
    [InlineData("private struct Item { public int A; }", "[ReserveNode(ChargeHere = true)] public static partial class C { [ReserveNode(Objects = 1)] private static partial {|#0:ObjectShare<Item>|} P { get; } }")]
    public Task Object_that_the_tree_cannot_reach_is_reported(string item, string reserve, string name = "Item") => VerifyDeclaration.Source(
        "MKIT1014",
        $"[ReserveTree] static partial class Reserves {{ [ReserveNode] public static partial class Group {{ {item} {reserve} }} }}",
        $"'P' cannot hold '{name}': 'Reserves' cannot reach it; make it, and the types around it, at least internal");

    [Theory]
    [InlineData("sealed class Item { internal Item() { } }")]
    [InlineData("class Item { public required int Size { get; set; } [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Item() { } }")]
    public Task Instance_that_can_be_built_is_allowed(string item) => VerifyDeclaration.Silent(
        item + "[ReserveTree] static partial class Reserves { [ReserveNode(Objects = 1)] public static partial InstanceReserve<Item> P { get; } }");
}
