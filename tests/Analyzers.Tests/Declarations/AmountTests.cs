// MKIT1004 to MKIT1007: amounts and the other numbers.
namespace MemallocKit.Analyzers.Tests.Declarations;

public sealed class AmountTests
{
    [Theory]
    [InlineData("PageReserve", "PageReserve", "pages", "Pages")]
    [InlineData("ByteReserve", "ByteReserve", "bytes", "Bytes")]
    [InlineData("ObjectReserve<int>", "ObjectReserve<T>", "objects", "Objects")]
    [InlineData("InstanceReserve<object>", "InstanceReserve<T>", "objects", "Objects")]
    public Task Property_without_an_amount_is_told_which_to_write(string type, string name, string unit, string argument) =>
        VerifyDeclaration.InTree(
            "MKIT1004",
            $"[{{|#0:ReserveNode(\"n\")|}}] public static partial {type} P {{ get; }}",
            $"'P' is declared as {name}, which is measured in {unit}; write '{argument} = ...' and no other amount");

    [Theory]
    [InlineData("{|#0:Bytes = 4096|}")]
    [InlineData("Pages = 1, {|#0:Bytes = 4096|}")]
    [InlineData("{|#0:Objects = 1|}, Pages = 1")]
    public Task Amount_in_another_unit_is_reported(string arguments) => VerifyDeclaration.InTree(
        "MKIT1004",
        $"[ReserveNode({arguments})] public static partial PageReserve P {{ get; }}",
        "'P' is declared as PageReserve, which is measured in pages; write 'Pages = ...' and no other amount");

    [Theory]
    [InlineData("PageReserve", "Pages = 0", "1 or more")]
    [InlineData("ByteReserve", "Bytes = -1", "1 or more")]
    [InlineData("ObjectReserve<int>", "Objects = 0", "1 or more")]
    [InlineData("InstanceReserve<object>", "Objects = 0", "1 to 1000000")]
    [InlineData("InstanceReserve<object>", "Objects = 1000001", "1 to 1000000")]
    public Task Amount_out_of_range_is_reported(string type, string argument, string allowed) => VerifyDeclaration.InTree(
        "MKIT1005",
        $"[ReserveNode({{|#0:{argument}|}})] public static partial {type} P {{ get; }}",
        $"'{argument}' is out of range; write {allowed}");

    [Theory]
    [InlineData("PageReserve", "Pages = 1024", "RunPages = 0", "1 to 512")]
    [InlineData("PageReserve", "Pages = 1026", "RunPages = 513", "1 to 512")]
    [InlineData("ByteReserve", "Bytes = 1", "Largest = 63", "64 to 2097152")]
    [InlineData("ByteReserve", "Bytes = 1", "Largest = 2097153", "64 to 2097152")]
    public Task Option_out_of_range_is_reported(string type, string amount, string option, string allowed) => VerifyDeclaration.InTree(
        "MKIT1005",
        $"[ReserveNode({amount}, {{|#0:{option}|}})] public static partial {type} P {{ get; }}",
        $"'{option}' is out of range; write {allowed}");

    [Theory]
    [InlineData("PageReserve", "Pages = 1024", "RunPages = 512")]
    [InlineData("ByteReserve", "Bytes = 1", "Largest = 64")]
    [InlineData("ByteReserve", "Bytes = 1", "Largest = 2097152")]
    [InlineData("InstanceReserve<object>", "Objects = 1000000", "")]
    public Task Numbers_at_the_ends_of_their_range_are_allowed(string type, string amount, string option) => VerifyDeclaration.Silent(
        $"[ReserveTree] static partial class Reserves {{ [ReserveNode({string.Join(", ", new[] { amount, option }.Where(a => a != ""))})] public static partial {type} P {{ get; }} }}");

    [Fact]
    public Task Pages_that_are_no_multiple_of_the_run_are_reported() => VerifyDeclaration.InTree(
        "MKIT1005",
        """
        [ReserveNode({|#0:Pages = 33|}, RunPages = 8)] public static partial PageReserve Alone { get; }
        [ReserveNode(ChargeHere = true, RunPages = 4)] public static partial class Charged
        {
            [ReserveNode({|#1:Pages = 6|})] public static partial PageShare Share { get; }
        }
        """,
        "'Pages = 33' is out of range; write a multiple of RunPages, which is 8",
        "'Pages = 6' is out of range; write a multiple of RunPages, which is 4");

    [Theory]
    [InlineData("{|#0:Processors = 0|}", "'Processors = 0' is out of range; write 1 to 65536")]
    [InlineData("{|#0:Model = (EstimateModel)7|}", "'Model = 7' is out of range; write EstimateModel.UpperBound or EstimateModel.LinuxSlub")]
    public Task Option_of_the_tree_out_of_range_is_reported(string argument, string message) => VerifyDeclaration.Source(
        "MKIT1005", $"[ReserveTree({argument})] static partial class Reserves {{ }}", message);

    [Theory]
    [InlineData("[ReserveNode(Pages = 1, {|#0:Largest = 64|})] public static partial PageReserve P { get; }", "'Largest' has no effect on 'P'; remove it")]
    [InlineData("[ReserveNode(Bytes = 1, {|#0:RunPages = 1|})] public static partial ByteReserve P { get; }", "'RunPages' has no effect on 'P'; remove it")]
    [InlineData("[ReserveNode(Pages = 1, {|#0:ChargeHere = true|})] public static partial PageReserve P { get; }", "'ChargeHere' has no effect on 'P'; it is for classes; a reserve is charged anyway")]
    [InlineData("[ReserveNode({|#0:Pages = 1|})] static partial class G { }", "'Pages' has no effect on 'G'; write it on the reserves inside")]
    [InlineData("[ReserveNode({|#0:RunPages = 1|})] static partial class G { }", "'RunPages' has no effect on 'G'; write it on a PageReserve inside")]
    [InlineData("[ReserveNode({|#0:Largest = 64|})] static partial class G { }", "'Largest' has no effect on 'G'; write it on a ByteReserve inside")]
    [InlineData("[ReserveNode(ChargeHere = true, {|#0:Pages = 1|})] static partial class G { [ReserveNode(Pages = 1)] public static partial PageShare P { get; } }", "'Pages' has no effect on 'G'; its shares size it")]
    [InlineData("[ReserveNode(ChargeHere = true)] static partial class G { [ReserveNode(Pages = 1, {|#0:RunPages = 1|})] public static partial PageShare P { get; } }", "'RunPages' has no effect on 'P'; write it on 'G', which is what is rented from")]
    public Task Argument_that_does_not_apply_is_reported(string members, string message) =>
        VerifyDeclaration.InTree("MKIT1006", members, message);

    [Fact]
    public Task Amount_with_more_pages_than_can_be_counted_is_reported() => VerifyDeclaration.InTree(
        "MKIT1007",
        "[ReserveNode({|#0:Objects = long.MaxValue|})] public static partial ObjectReserve<int> P { get; }",
        "'P' is too large: it comes to more than 2251799813685247 pages; write a smaller amount");

    [Fact]
    public Task Amounts_that_only_together_are_too_large_are_reported_on_the_tree() => VerifyDeclaration.Source(
        "MKIT1007",
        """
        [ReserveTree] static partial class {|#0:Reserves|}
        {
            [ReserveNode(Pages = 2251799813685247)] public static partial PageReserve Most { get; }
            [ReserveNode(Pages = 1)] public static partial PageReserve OneMore { get; }
        }
        """,
        "'Reserves' is too large: the amounts inside add up to more than 2251799813685247 pages; write a smaller amount");
}
