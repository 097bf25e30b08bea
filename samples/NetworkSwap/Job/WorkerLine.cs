// The lines between worker and front end, their words and their parsing.

using System.Globalization;

namespace NetworkSwap.Job;

internal enum Phase
{
    Load,
    Rehearse,
    Fill,
    Visit,
    Hash,
    Compare,
}

/// <param name="Phase">What is being done.</param>
/// <param name="Done">Pages of this phase that are done.</param>
/// <param name="Total">Pages of this phase.</param>
/// <param name="PagesOut">Pages written to the device so far.</param>
/// <param name="PagesIn">Pages read from the device so far.</param>
/// <param name="Refusals">How often new was refused so far.</param>
internal sealed record JobProgress(Phase Phase, long Done, long Total, long PagesOut, long PagesIn, long Refusals);

/// <param name="Reason">One word for programs, null when all is well.</param>
/// <param name="Explanation">One sentence for people; empty when all is well.</param>
internal sealed record JobResult(string? Reason, string Explanation, long Files, long Pages, long PagesOut, long PagesIn, long Bad, long Refusals)
{
    /// <summary>A job that failed after so much paging, or before any.</summary>
    public static JobResult Failed(string reason, string explanation, JobProgress? last = null) =>
        new(reason, explanation, Files: 0, Pages: 0, last?.PagesOut ?? 0, last?.PagesIn ?? 0, Bad: 0, last?.Refusals ?? 0);
}

internal static class WorkerLine
{
    private const string ProgressWord = "progress";
    private const string Result = "result";
    private const string NoReason = "-";

    /// <summary>The first word of a line about progress, which is written without allocating.</summary>
    public static ReadOnlySpan<byte> Progress => "progress"u8;

    public static string Format(JobResult r) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Result} {r.Reason ?? NoReason} {r.Files} {r.Pages} {r.PagesOut} {r.PagesIn} {r.Bad} {r.Refusals} {r.Explanation.ReplaceLineEndings(" ")}");

    /// <returns>A <see cref="JobProgress"/>, a <see cref="JobResult"/>, or null for a line that is neither.</returns>
    public static object? Parse(string line)
    {
        string[] words = line.Split(' ', 9);
        if (words is [ProgressWord, var phase, .. var counts] && counts.Length == 5 && int.TryParse(phase, out int number) && TryParse(counts, out long[] p))
            return new JobProgress((Phase)number, p[0], p[1], p[2], p[3], p[4]);
        if (words is [Result, var reason, .. var numbers, var explanation] && numbers.Length == 6 && TryParse(numbers, out long[] r))
            return new JobResult(reason == NoReason ? null : reason, explanation, r[0], r[1], r[2], r[3], r[4], r[5]);
        return null;
    }

    private static bool TryParse(string[] words, out long[] numbers)
    {
        numbers = new long[words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (!long.TryParse(words[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return false;
        }

        return true;
    }
}
