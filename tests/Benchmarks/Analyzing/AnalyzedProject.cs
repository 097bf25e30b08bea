// A made-up project of 100,000 lines, one in a hundred of them in a memalloc scope.
using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Benchmarks.Analyzing;

/// <summary>Ordinary code: classes with fields, loops, strings, lists, lambdas and calls between files. Every hundredth method is a scope, and clean.</summary>
internal static class AnalyzedProject
{
    public const int Lines = 100_000;

    private const int MethodsAFile = 20;
    private const int LinesAMethod = 10;
    private const int FileLines = (MethodsAFile * LinesAMethod) + 8;
    private const int OneInScopes = 100;

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.CSharp14);

    /// <summary>Parses it anew, so that nothing is bound yet.</summary>
    public static CSharpCompilation Create(bool withScopes)
    {
        var files = Lines / FileLines;
        return CSharpCompilation.Create(
            "Analyzed",
            Enumerable.Range(0, files).Select(file => CSharpSyntaxTree.ParseText(Source(file, files, withScopes), s_options, $"File{file}.cs", Encoding.UTF8)),
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false));
    }

    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) == "MemallocKit.dll")
        .Select(static path => MetadataReference.CreateFromFile(path));

    private static string Source(int file, int files, bool withScopes)
    {
        var source = new StringBuilder();
        source.Append(CultureInfo.InvariantCulture, $$"""
            using System; using System.Collections.Generic; using System.Linq; using MemallocKit;
            namespace Analyzed;
            public sealed class Type{{file}}
            {
                private readonly List<int> _numbers = [];
                private readonly Dictionary<string, long> _names = [];

            """);
        for (var method = 0; method < MethodsAFile; method++)
        {
            var number = (file * MethodsAFile) + method;
            source.Append(withScopes && number % OneInScopes == 0 ? Scope(method) : Ordinary(method, (file + 1) % files, number % 4));
        }

        return source.Append("}\n").ToString();
    }

    private static string Scope(int method) => $$"""
            [Memalloc] public static int Method{{method}}(ReadOnlySpan<byte> from, Span<byte> to)
            {
                var sum = 0;
                for (var index = 0; index < from.Length && index < to.Length; index++)
                {
                    to[index] = (byte)(from[index] ^ {{method}});
                    sum += to[index];
                }
                return sum;
            }

        """;

    private static string Ordinary(int method, int other, int kind) => kind switch
    {
        0 => $$"""
            public int Method{{method}}(int a, int b)
            {
                var sum = a + b * {{method}};
                foreach (var number in _numbers)
                {
                    if (number > sum && a < 1000)
                        sum += Math.Max(number, b);
                }
                return sum;
            }

        """,
        1 => $$"""
            public string Method{{method}}(string name, long value)
            {
                if (string.IsNullOrEmpty(name))
                    throw new ArgumentException("A name is needed.", nameof(name));
                _names[name] = value;
                var text = $"{name} is {value} of {_names.Count}";
                if (text.Length > 100)
                    text = text.Substring(0, 100) + "...";
                return text;
            }

        """,
        2 => $$"""
            public int[] Method{{method}}(IEnumerable<int> items, Type{{other}} next)
            {
                var chosen = items.Where(item => item % 3 == _numbers.Count).Select(item => item * {{method + 1}}).ToArray();
                var more = new List<int>(chosen.Length);
                for (var index = 0; index < chosen.Length; index++)
                {
                    more.Add(chosen[index] + index);
                }
                return more.ToArray();
            }

        """,
        _ => $$"""
            public long Method{{method}}(object value)
            {
                var total = value switch
                {
                    int number => number,
                    string text => text.Length,
                    _ => {{method}}L,
                };
                return total + _names.Values.Sum();
            }

        """,
    };
}
