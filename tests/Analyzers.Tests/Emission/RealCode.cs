// Code to compare: this repository's own, compiled the way its projects are.
extern alias generators;

using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace MemallocKit.Analyzers.Tests.Emission;

internal static class RealCode
{
    private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp14);

    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>All assemblies that this process can load: the framework and what the tests refer to.</summary>
    public static ImmutableArray<string> ReferencePaths { get; } =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)];

    private static ImmutableArray<MetadataReference> References { get; } =
        [.. ReferencePaths.Where(p => Path.GetFileName(p) is "MemallocKit.dll" || !Path.GetFileName(p).StartsWith("MemallocKit.", StringComparison.Ordinal)).Select(p => MetadataReference.CreateFromFile(p))];

    private static string Root { get; } = typeof(RealCode).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "RepositoryRoot").Value!;

    /// <summary>The sources under some folders of the repository as one assembly.</summary>
    /// <param name="name">The assembly's name, which decides whose internal types it may use; a reference of that name is left out.</param>
    /// <param name="usings">Global usings beside the implicit ones, without the keyword.</param>
    /// <param name="folders">Relative to the root; a folder after an exclamation mark is left out.</param>
    public static CSharpCompilation Compile(string name, string[] usings, params string[] folders)
    {
        var excluded = folders.Where(f => f[0] == '!').Select(f => Path.Combine(Root, f[1..]) + Path.DirectorySeparatorChar).ToList();
        var files = folders.Where(f => f[0] != '!')
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(Root, f), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal)
                && !excluded.Any(e => (f + Path.DirectorySeparatorChar).StartsWith(e, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);
        var trees = files.Select(f => Parse(WithoutGenerated.Parts(File.ReadAllText(f), s_options), Path.GetRelativePath(Root, f)))
            .Append(Parse(ImplicitUsings + string.Concat(usings.Select(u => $"\nglobal using {u};")), "Usings.cs"));
        return FromTrees(name, trees, OptimizationLevel.Release);
    }

    /// <summary>As <see cref="Compile"/>, with what the generators emit for the declarations.</summary>
    public static CSharpCompilation CompileWithGenerators(string name, params string[] folders)
    {
        var driver = CSharpGeneratorDriver.Create(
            [new generators::MemallocKit.Generators.ReserveTreeGenerator().AsSourceGenerator(), new generators::MemallocKit.Generators.MemallocContextGenerator().AsSourceGenerator()],
            parseOptions: s_options);
        driver.RunGeneratorsAndUpdateCompilation(Compile(name, [], folders), out var compilation, out var problems);
        Assert.Empty(problems);
        return (CSharpCompilation)compilation;
    }

    /// <summary>One file of the repository.</summary>
    public static CSharpCompilation FromRepository(string file) =>
        FromTrees("File", [Parse(File.ReadAllText(Path.Combine(Root, file)), file), Parse(ImplicitUsings, "Usings.cs")], OptimizationLevel.Release);

    /// <summary>A file of tests/Analyzers.Tests/Samples.</summary>
    public static CSharpCompilation Sample(string file, OptimizationLevel level = OptimizationLevel.Release) =>
        FromText(File.ReadAllText(Path.Combine(Root, "tests/Analyzers.Tests/Samples", file)), file, level);

    public static CSharpCompilation FromText(string text, string name = "Sample.cs", OptimizationLevel level = OptimizationLevel.Release) =>
        FromTrees("Sample", [Parse(text, name)], level);

    public static ImmutableArray<byte> Emit(CSharpCompilation compilation)
    {
        var image = new MemoryStream();
        var result = compilation.Emit(image, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(20)));
        return [.. image.ToArray()];
    }

    // A debug file holds a checksum of the text, and that needs an encoding.
    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, s_options, path, Encoding.UTF8);

    private static CSharpCompilation FromTrees(string name, IEnumerable<SyntaxTree> trees, OptimizationLevel level)
    {
        var list = trees.ToList();
        var main = list.Any(t => t.GetRoot().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax>().Any());
        return CSharpCompilation.Create(
            name,
            list,
            References.Where(r => Path.GetFileNameWithoutExtension(r.Display) != name),
            new CSharpCompilationOptions(
                main ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: level, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
    }
}
