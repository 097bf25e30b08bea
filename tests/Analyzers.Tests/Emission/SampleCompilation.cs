// Compiles the sample sources the way a release build does.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

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

    public static CSharpCompilation FromText(string text, string name = "Sample.cs") => CSharpCompilation.Create(
        "Sample",
        [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.CSharp14), name)],
        TestReferences.Framework.Add(TestReferences.Runtime),
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
