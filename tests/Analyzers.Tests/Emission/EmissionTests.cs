// Holds the allocation rules against the IL that the compiler writes for the same source.
using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Tests.Emission;

public class EmissionTests
{
    [Fact]
    public async Task Methods_that_are_reported_are_those_whose_il_allocates()
    {
        var compilation = SampleCompilation.Create("Emitted.cs");
        var allocating = AllocatingMethods.Read(compilation, "Emitted");
        var reported = await ReportedMethods(compilation);
        var declared = Methods(compilation).ToHashSet();

        Assert.True(declared.Count > 80, "the sample file was not read");
        Assert.Subset(declared, allocating);
        Assert.Equal([], allocating.Except(reported).Order());
        Assert.Equal([], reported.Except(allocating).Order());
    }

    [Fact]
    public void Il_reader_sees_each_kind_of_instruction()
    {
        var allocating = AllocatingMethods.Read(SampleCompilation.Create("Emitted.cs"), "Emitted");

        Assert.Superset(
            new HashSet<string> { "NewObject", "NewArray", "Rectangular", "Box", "Captures", "Iterator", "NestedLambda" }, allocating);
        Assert.DoesNotContain("NewStructWithConstructor", allocating);
        Assert.DoesNotContain("CapturesNothing", allocating);
        Assert.DoesNotContain("ConstantSpan", allocating);
    }

    private static async Task<HashSet<string>> ReportedMethods(Compilation compilation)
    {
        var diagnostics = await compilation.WithAnalyzers(Rules.OfScopes).GetAnalyzerDiagnosticsAsync();
        return diagnostics.Where(d => d.Id is not "MKIT3010").Select(MethodAt).ToHashSet();
    }

    private static string MethodAt(Diagnostic diagnostic)
    {
        var node = diagnostic.Location.SourceTree!.GetRoot().FindNode(diagnostic.Location.SourceSpan);
        return node.FirstAncestorOrSelf<MethodDeclarationSyntax>()!.Identifier.ValueText;
    }

    private static IEnumerable<string> Methods(Compilation compilation) =>
        compilation.GetTypeByMetadataName("Emitted")!.GetMembers().OfType<IMethodSymbol>()
            .Where(m => m.MethodKind == MethodKind.Ordinary).Select(m => m.Name);
}
