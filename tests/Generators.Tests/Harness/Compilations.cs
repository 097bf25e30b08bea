// Compiles test sources against the running framework and the real runtime library.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Generators.Tests;

internal static class Compilations
{
    public static readonly CSharpParseOptions ParseOptions =
        new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private const string Usings = "global using MemallocKit; global using System;";

    // The few assemblies that declarations and emitted code touch: each costs time in every compilation.
    private static readonly string[] s_framework =
        ["System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Memory", "System.Threading", "System.Runtime.InteropServices"];

    private static readonly MetadataReference[] s_references =
    [
        .. s_framework.Select(name => MetadataReference.CreateFromFile(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, name + ".dll"))),
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
