// The `*.memalloc.txt` files among the additional files of a project.
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MemallocKit.Analyzers.Summaries;

internal static class UserFiles
{
    private const string Suffix = ".memalloc.txt";

    // An IDE hands the same text to every analysis until it changes.
    private static readonly ConditionalWeakTable<SourceText, SummaryFile> s_read = new();

    public static ImmutableArray<AdditionalText> Among(ImmutableArray<AdditionalText> files) =>
        files.IsDefaultOrEmpty ? [] : files.Where(IsSummaries).ToImmutableArray();

    public static bool IsSummaries(AdditionalText file) => file.Path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>The contents, or <see langword="null"/> when the file cannot be read, which the compiler reports.</summary>
    public static SummaryFile? Read(AdditionalText file, CancellationToken cancel) =>
        file.GetText(cancel) is { } text ? s_read.GetValue(text, SummaryText.Read) : null;
}
