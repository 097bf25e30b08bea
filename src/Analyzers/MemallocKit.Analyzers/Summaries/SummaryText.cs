// Reads `*.memalloc.txt`: one documentation id and its class a line.
using System.Collections.Immutable;
using MemallocKit.Summaries.Tables;
using Microsoft.CodeAnalysis.Text;

namespace MemallocKit.Analyzers.Summaries;

/// <summary>
/// A line is an id, a class and, where the caller decides, residuals parted by <c>;</c>; between them spaces or tabs. Empty lines, and
/// what follows a <c>#</c> at the start of a line or after a space, are comments. Ids are those of methods (<c>M:</c>), of properties for
/// their accessors (<c>P:</c>), or of types for all members that have no line of their own (<c>T:</c>). <c>M:…@P:…</c> is a virtual method on
/// the object that a static property keeps.
/// </summary>
internal static class SummaryText
{
    private static readonly char[] s_blanks = [' ', '\t'];

    public static SummaryFile Read(SourceText text)
    {
        var entries = new Dictionary<string, SummaryLine>(StringComparer.Ordinal);
        var problems = ImmutableArray.CreateBuilder<SummaryProblem>();
        foreach (var line in text.Lines)
        {
            var content = WithoutComment(line.ToString());
            var fields = content.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 0)
            {
                continue;
            }

            var start = content.IndexOf(fields[0], StringComparison.Ordinal);
            var span = TextSpan.FromBounds(line.Start + start, line.Start + content.TrimEnd(s_blanks).Length);
            if (Problem(fields, out var summary) is { } problem)
            {
                problems.Add(new SummaryProblem(span, problem));
            }
            else if (entries.TryGetValue(fields[0], out var first))
            {
                problems.Add(new SummaryProblem(span, $"'{fields[0]}' has a line already: line {text.Lines.GetLineFromPosition(first.Span.Start).LineNumber + 1}"));
            }
            else
            {
                entries.Add(fields[0], new SummaryLine(span, summary!));
            }
        }

        return new SummaryFile(entries, problems.ToImmutable());
    }

    private static string WithoutComment(string line)
    {
        // `#ctor` is part of an id.
        for (var at = line.IndexOf('#'); at >= 0; at = line.IndexOf('#', at + 1))
        {
            if (at == 0 || char.IsWhiteSpace(line[at - 1]))
            {
                return line.Substring(0, at);
            }
        }

        return line;
    }

    private static string? Problem(string[] fields, out MemberSummary? summary)
    {
        summary = null;
        var id = fields[0];
        if (id.Length < 3 || id[1] != ':' || id[0] is not ('M' or 'P' or 'T'))
        {
            return $"'{id}' is not the documentation id of a method (M:), property (P:) or type (T:)";
        }

        if (fields.Length < 2)
        {
            return $"'{id}' has no class behind it: write one of {Names}";
        }

        if (char.IsDigit(fields[1][0]) || !Enum.TryParse<SummaryClass>(fields[1], ignoreCase: false, out var summaryClass))
        {
            return $"'{fields[1]}' is not a class: write one of {Names}";
        }

        summary = MemberSummary.Parse(summaryClass, fields.Length < 3 ? "" : fields[2], out var part);
        if (summary is null)
        {
            return $"'{part}' is not a residual: write for example delegate(1), equality(0) or virtual(0,M:…)";
        }

        return fields.Length > 3 ? $"'{fields[3]}' is left over: a line is an id, a class and residuals; a comment begins with #" : null;
    }

    private static string Names => string.Join(", ", Enum.GetNames(typeof(SummaryClass)));
}

/// <param name="Span">From the id to the end of the entry.</param>
/// <param name="Summary">What it says.</param>
internal sealed record SummaryLine(TextSpan Span, MemberSummary Summary);

/// <param name="Span">What is wrong.</param>
/// <param name="Message">Why, and what to write.</param>
internal sealed record SummaryProblem(TextSpan Span, string Message);

/// <param name="Entries">By documentation id; the lines that are right.</param>
/// <param name="Problems">The lines that are not.</param>
internal sealed record SummaryFile(IReadOnlyDictionary<string, SummaryLine> Entries, ImmutableArray<SummaryProblem> Problems);
