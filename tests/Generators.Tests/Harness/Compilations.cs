// Compiles test sources against the running framework and the real runtime library.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Generators.Tests;

internal static class Compilations
{
    public static readonly CSharpParseOptions ParseOptions =
        new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private const string Usings = "global using MemallocKit; global using System;";

    private static readonly MetadataReference[] s_references =
    [
        .. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System*.dll")
            .Where(path => !path.EndsWith(".Native.dll", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(ReserveNode).Assembly.Location),
    ];

    public static CSharpCompilation Create(params IEnumerable<string> sources) => Create("Case", sources, []);

    public static CSharpCompilation Create(string assemblyName, IEnumerable<string> sources, IEnumerable<MetadataReference> references) =>
        CSharpCompilation.Create(
            assemblyName,
            sources.Prepend(Usings).Select((source, index) => Parse(source, $"File{index}.cs")),
            [.. s_references, .. references],
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                warningLevel: 9999,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path, System.Text.Encoding.UTF8);
}
