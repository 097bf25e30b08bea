// What to write instead of members of the framework, from the list in this assembly.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Summaries;

/// <summary>Read once in a process, when a report is made that may end with it.</summary>
internal static class FrameworkAdvice
{
    private static readonly Lazy<Dictionary<string, string>> s_lines = new(() => Read().ToDictionary(static l => l.Id, static l => l.Text, StringComparer.Ordinal));

    /// <summary>The line of the member, else of all its overloads, else of its type.</summary>
    public static string? For(IMethodSymbol? method)
    {
        if (method is null || method.OriginalDefinition is not { ContainingType: { } type, DeclaringSyntaxReferences.IsEmpty: true } definition
            || (definition.AssociatedSymbol ?? definition).GetDocumentationCommentId() is not { } id)
        {
            return null;
        }

        var parameters = id.IndexOf('(');
        return Line(id) ?? (parameters < 0 ? null : Line(id.Substring(0, parameters))) ?? Line(type.GetDocumentationCommentId());
    }

    /// <summary>All lines, in the order of the list.</summary>
    public static IEnumerable<(string Id, string Text)> Read()
    {
        using var reader = new StreamReader(BuiltInLists.Open("framework.advice.txt"));
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                var space = line.IndexOf(' ');
                yield return (line.Substring(0, space), line.Substring(space + 1));
            }
        }
    }

    private static string? Line(string? id) => id is not null && s_lines.Value.TryGetValue(id, out var text) ? text : null;
}
