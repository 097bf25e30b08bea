// A refused tree leaves no error of the compiler, which would keep the build from showing the rule.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

public sealed class UnfinishedPropertyTests
{
    [Theory]
    [InlineData("MKIT1002", """[ReserveTree] static partial class R { [ReserveNode(Pages = 1)] public static partial PageReserve P { get; private set; } }""")]
    [InlineData("MKIT1003", """[ReserveTree] static partial class R { [ReserveNode(Pages = 1)] public static partial PageReserve? P { get; } }""")]
    [InlineData("MKIT1003", """[ReserveTree] static partial class R { [ReserveNode(Pages = 1)] public static partial string P { get; } }""")]
    [InlineData("MKIT1004", """[ReserveTree] static partial class R { [ReserveNode(Bytes = 1)] internal static partial PageReserve @class { get; } }""")]
    [InlineData("MKIT1009", """namespace A.B; partial record O { [ReserveTree] protected static partial class R { [ReserveNode] public static partial class G { [ReserveNode(Bytes = 1)] public static partial ByteShare P { get; } [ReserveNode(Pages = 1)] public static partial PageReserve Q { get; } } } }""")]
    [InlineData("MKIT1012", """static partial class R { [ReserveNode(Pages = 1)] public static partial PageReserve P { get; } }""")]
    [InlineData("MKIT1014", """abstract class C; [ReserveTree] static partial class R { [ReserveNode(Objects = 1)] internal static partial InstanceReserve<C> P { get; } }""")]
    public async Task The_rule_is_the_only_error(string rule, string source)
    {
        var run = GeneratorRun.Start(Compilations.Create(source));
        Assert.DoesNotContain(run.Output.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Equal([rule], (await DeclarationRules.Report(run.Output)).Select(report => report.Id));
        CachingAssert.ModelsArePlain(run);
        CachingAssert.NothingChanged(run.Again(Compilations.Create(source, "class Unrelated;")));
    }

    [Fact]
    public void A_valid_tree_beside_a_refused_one_has_no_placeholders()
    {
        var run = GeneratorRun.Start(Compilations.Create("""
            [ReserveTree] static partial class Good { [ReserveNode(Pages = 1)] public static partial PageReserve P { get; } }
            [ReserveTree] static partial class Bad { [ReserveNode(Bytes = 1)] public static partial PageReserve P { get; } }
            """));
        Assert.Equal(["Good.ReserveTree.g.cs", "MemallocKit.Unfinished.g.cs"], run.Files.Select(file => file.HintName));
        CompiledCase.AssertCompiles(run.Output);
    }
}
