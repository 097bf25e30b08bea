// Compiles the sample sources the way a release build does.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Analyzers.Tests.Emission;

internal static class SampleCompilation
{
    public static string Read(string name)
    {
        using var stream = typeof(SampleCompilation).Assembly.GetManifestResourceStream("Samples/" + name)
            ?? throw new FileNotFoundException(name);
        return new StreamReader(stream).ReadToEnd();
    }

    public static CSharpCompilation Create(string name) => FromText(Read(name), name);

    public static CSharpCompilation FromText(string text, string name = "Sample.cs") =>
        FromTrees([CSharpSyntaxTree.ParseText(text, s_options, name)]);

    /// <summary>The sources of the analyzers, real code of some size, with every type marked as a scope.</summary>
    public static CSharpCompilation OwnSources()
    {
        var assembly = typeof(SampleCompilation).Assembly;
        var trees = assembly.GetManifestResourceNames().Where(n => n.StartsWith("Own/", StringComparison.Ordinal))
            .Select(n => CSharpSyntaxTree.ParseText(MarkTypes(new StreamReader(assembly.GetManifestResourceStream(n)!).ReadToEnd()), s_options, n))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, s_options));
        return FromTrees(trees);
    }

    private static string MarkTypes(string source)
    {
        var root = CSharpSyntaxTree.ParseText(source, s_options).GetRoot();
        var types = root.DescendantNodes().OfType<TypeDeclarationSyntax>().Where(t => t.Parent is not TypeDeclarationSyntax);
        return root.ReplaceNodes(types, (t, _) => t.WithoutLeadingTrivia().AddAttributeLists(s_mark)).ToFullString();
    }

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        """;

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp14);

    private static readonly AttributeListSyntax s_mark = SyntaxFactory.AttributeList(
        [SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::MemallocKit.Memalloc"))]);

    private static CSharpCompilation FromTrees(IEnumerable<SyntaxTree> trees) => CSharpCompilation.Create(
        "Sample",
        trees,
        [.. TestReferences.Framework, TestReferences.Runtime, .. TestReferences.Roslyn],
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));

    public static ImmutableArray<byte> Emit(CSharpCompilation compilation)
    {
        var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return [.. image.ToArray()];
    }
}
