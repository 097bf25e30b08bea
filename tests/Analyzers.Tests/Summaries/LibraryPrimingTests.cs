// What the analyzers take to be primed is what the runtime calls.
using MemallocKit.Analyzers.Summaries;
using MemallocKit.Analyzers.Tests.Emission;
using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Analyzers.Tests.Summaries;

public class LibraryPrimingTests
{
    [Fact]
    public void Listed_members_are_those_that_priming_calls() => Assert.Equal(Called().Order(StringComparer.Ordinal), LibraryPriming.Read());

    [Theory]
    [InlineData("Environment.TickCount64")]
    [InlineData("(-1).TryFormat(stackalloc char[8], out _)")]
    [InlineData("{|MKIT3013:Array.Empty<int>()|}")]
    public Task First_call_is_reported_unless_every_priming_makes_it(string call) => Verify.FirstCalls($$"""
        using System;
        static class C { [Memalloc] static void M() { _ = {{call}}; } }
        """);

    private static HashSet<string> Called()
    {
        var compilation = RealCode.FromRepository("src/Runtime/Reserves/Contexts/Priming/FrameworkCalls.cs");
        var tree = compilation.SyntaxTrees.Single(t => t.FilePath.EndsWith("FrameworkCalls.cs", StringComparison.Ordinal));
        var model = compilation.GetSemanticModel(tree);
        Assert.DoesNotContain(compilation.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        return [.. tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Select(n => model.GetSymbolInfo(n).Symbol)
            .Select(s => s is IPropertySymbol property ? property.GetMethod : s).OfType<IMethodSymbol>()
            .Where(m => m.MethodKind != MethodKind.Constructor && !SymbolEqualityComparer.Default.Equals(m.ContainingAssembly, compilation.Assembly))
            .Select(m => (m.ReducedFrom ?? m).OriginalDefinition.GetDocumentationCommentId()!)];
    }
}
