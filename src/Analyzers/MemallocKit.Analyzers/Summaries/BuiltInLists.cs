// The lists in this assembly: members of the framework and of MemallocKit, each run and measured by a test.
using System.Reflection;
using Microsoft.CodeAnalysis.Text;

namespace MemallocKit.Analyzers.Summaries;

internal static class BuiltInLists
{
    private static readonly Lazy<ISummarySource> s_source = new(() => new FileSource(Names.Select(Read)));

    /// <summary>Read once in a process.</summary>
    public static ISummarySource Source => s_source.Value;

    /// <summary>The resources, without the folder.</summary>
    public static string[] Names { get; } = ["framework.memalloc.txt", "memallockit.memalloc.txt"];

    public static SummaryFile Read(string name)
    {
        using var stream = Open(name);
        return SummaryText.Read(SourceText.From(stream));
    }

    /// <summary>A resource of this assembly.</summary>
    public static Stream Open(string name) =>
        typeof(BuiltInLists).GetTypeInfo().Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the assembly");
}
