// A made-up project with a large reserve tree, and the edits that are made to it.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MemallocKit.Benchmarks.Generating;

/// <summary>
/// One tree of 1,001 nodes whose parts are spread over 100 files, ten contexts, and 300 files that have nothing to do with it, as most of a
/// project has not.
/// </summary>
internal sealed class SyntheticProject
{
    public const int TreeFiles = 100;

    private const int PropertiesAFile = 9;
    private const int OtherFiles = 300;
    private const int MethodsAFile = 20;
    private const int ContextCount = 10;

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) == "MemallocKit.dll")
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private SyntheticProject(CSharpCompilation compilation) => Compilation = compilation;

    public CSharpCompilation Compilation { get; }

    public static CSharpParseOptions ParseOptions => s_options;

    public static int Nodes => 1 + (TreeFiles * (1 + PropertiesAFile));

    /// <summary>Parses it all: every instance has trees of its own, so nothing is known of it beforehand.</summary>
    public static SyntheticProject Create()
    {
        var sources = Enumerable.Range(0, TreeFiles).Select(TreeFile)
            .Concat(Enumerable.Range(0, OtherFiles).Select(OtherFile))
            .Append(Contexts());
        return new(CSharpCompilation.Create(
            "Synthetic",
            sources.Select(static (source, index) => CSharpSyntaxTree.ParseText(source, s_options, $"File{index}.cs", System.Text.Encoding.UTF8)),
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));
    }

    /// <summary>As after a keystroke: replaces the first <paramref name="from"/> in a file, which is then parsed as an editor does it.</summary>
    public SyntheticProject Edit(int file, string from, string to)
    {
        var tree = Compilation.SyntaxTrees[file];
        var text = tree.GetText();
        var start = text.ToString().IndexOf(from, StringComparison.Ordinal);
        var edited = tree.WithChangedText(text.WithChanges(new TextChange(new TextSpan(start, from.Length), to)));
        return new((CSharpCompilation)Compilation.ReplaceSyntaxTree(tree, edited));
    }

    private static string TreeFile(int file)
    {
        var properties = Enumerable.Range(0, PropertiesAFile).Select(property => (property % 3) switch
        {
            0 => $"[ReserveNode(\"pages {property}\", Pages = {property + 1})] public static partial PageReserve Pages{property} {{ get; }}",
            1 => $"[ReserveNode(\"bytes {property}\", Bytes = {1024 * property})] public static partial ByteReserve Bytes{property} {{ get; }}",
            _ => $"[ReserveNode(\"objects {property}\", Objects = {8 * property})] public static partial ObjectReserve<Item{file}> Objects{property} {{ get; }}",
        });
        return $$"""
            using MemallocKit;

            namespace Synthetic;

            public struct Item{{file}} { public long A; public int B; public byte C; }

            {{(file == 0 ? "[ReserveTree(\"synthetic\")]" : "")}}
            public static partial class AppReserves
            {
                [ReserveNode("part {{file}}")]
                public static partial class Part{{file}}
                {
                    {{string.Join("\n        ", properties)}}
                }
            }
            """;
    }

    private static string OtherFile(int file) => $$"""
        using System.Collections.Generic;

        namespace Synthetic;

        public sealed class Other{{file}}
        {
            private readonly List<int> _numbers = [];

            {{string.Join("\n    ", Enumerable.Range(0, MethodsAFile).Select(method => $"public int Sum{method}(int a, int b)\n    {{\n        var sum = a + b * {method};\n        _numbers.Add(sum);\n        return sum;\n    }}\n"))}}
        }
        """;

    private static string Contexts() => "using MemallocKit;\nnamespace Synthetic;\n" + string.Join("\n", Enumerable.Range(0, ContextCount).Select(
        context => $"[MemallocContext(typeof(AppReserves.Part{context}))] public readonly ref partial struct Context{context};"));
}
