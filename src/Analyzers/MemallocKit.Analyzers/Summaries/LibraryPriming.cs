// The members of the framework whose first calls every Prime() makes.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Summaries;

/// <summary>Reads <c>framework.primed.txt</c>, a documentation id a line, once in a process: what the runtime's <c>FrameworkCalls</c> calls. Thread-safe.</summary>
internal static class LibraryPriming
{
    private const string Resource = "framework.primed.txt";

    private static readonly Lazy<HashSet<string>> s_ids = new(() => new(Read(), StringComparer.Ordinal));

    public static bool Includes(ISymbol member) => member.GetDocumentationCommentId() is { } id && s_ids.Value.Contains(id);

    /// <summary>The ids, in the order of the file.</summary>
    public static List<string> Read()
    {
        using var reader = new StreamReader(BuiltInLists.Open(Resource));
        var ids = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            ids.Add(line);
        }

        return ids;
    }
}
