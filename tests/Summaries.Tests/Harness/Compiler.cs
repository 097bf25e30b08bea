// Compiles C# sources to assemblies, as a release build does.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Summaries.Tests.Harness;

internal static class Compiler
{
    private static int s_count;

    public static string FrameworkFolder { get; } = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    private static readonly MetadataReference[] s_framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetDirectoryName(p) == FrameworkFolder)
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    /// <summary>Compiles to a new file under a name that no other has, in <paramref name="folder"/>.</summary>
    public static string Compile(string source, TemporaryFolder folder, string? name = null, params string[] references)
    {
        name ??= $"Compiled{Interlocked.Increment(ref s_count)}";
        var path = Path.Combine(folder.Path, name + ".dll");
        var result = Create(source, name, references).Emit(path);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return path;
    }

    public static CSharpCompilation Create(string source, string name, params string[] references) => CSharpCompilation.Create(
        name,
        [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Latest))],
        [.. s_framework, .. references.Select(r => MetadataReference.CreateFromFile(r))],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true));
}
