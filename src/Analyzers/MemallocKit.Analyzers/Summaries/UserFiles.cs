// The `*.memalloc.txt` files among the additional files of a project, and the tables computed of its references.
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using MemallocKit.Summaries.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MemallocKit.Analyzers.Summaries;

internal static class UserFiles
{
    private const string Suffix = ".memalloc.txt";
    private const string TableSuffix = ".memalloc.table";

    private static readonly SummaryTable s_empty = new([], [], []);

    // An IDE hands the same text to every analysis until it changes.
    private static readonly ConditionalWeakTable<SourceText, SummaryFile> s_read = new();
    private static readonly ConditionalWeakTable<SourceText, TableFile> s_tables = new();

    public static ImmutableArray<AdditionalText> Among(ImmutableArray<AdditionalText> files) =>
        files.IsDefaultOrEmpty ? [] : files.Where(f => IsSummaries(f) || IsTable(f)).ToImmutableArray();

    public static bool IsSummaries(AdditionalText file) => file.Path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is a table that the build made of the project's references.</summary>
    public static bool IsTable(AdditionalText file) => file.Path.EndsWith(TableSuffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The contents, or <see langword="null"/> when the file cannot be read, which the compiler reports, or is a table.</summary>
    public static SummaryFile? Read(AdditionalText file, CancellationToken cancel) =>
        IsSummaries(file) && file.GetText(cancel) is { } text ? s_read.GetValue(text, SummaryText.Read) : null;

    /// <summary>The table, an empty one when the file cannot be read or is none.</summary>
    public static SummaryTable ReadTable(AdditionalText file, CancellationToken cancel) =>
        file.GetText(cancel) is { } text ? s_tables.GetValue(text, ReadTable).Table : s_empty;

    /// <summary>Why the file is no table, or <see langword="null"/>.</summary>
    public static string? ProblemOf(AdditionalText file, CancellationToken cancel) =>
        file.GetText(cancel) is { } text ? s_tables.GetValue(text, ReadTable).Problem : null;

    private static TableFile ReadTable(SourceText text)
    {
        try
        {
            using var reader = new StringReader(text.ToString());
            return new TableFile(TableText.Read(reader), null);
        }
        catch (FormatException e)
        {
            return new TableFile(s_empty, e.Message);
        }
    }

    private sealed record TableFile(SummaryTable Table, string? Problem);
}
