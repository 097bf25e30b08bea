// The share of calls without allocation that must be recognised: precision.txt, which is only raised.
using System.Globalization;

namespace MemallocKit.Soundness.Judging;

/// <param name="HandWritten">Of the calls written by hand; between 0 and 1.</param>
/// <param name="Generated">Of all generated calls; between 0 and 1.</param>
internal sealed record Precision(double HandWritten, double Generated)
{
    // Other arguments are made up each time: the share moves by less than this from run to run.
    private const double StandardErrors = 4;

    public static Precision Required()
    {
        using var stream = typeof(Precision).Assembly.GetManifestResourceStream("precision.txt")!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <exception cref="FormatException">A line is missing or malformed.</exception>
    public static Precision Parse(string text)
    {
        var shares = text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToDictionary(w => w[0], w => double.Parse(w[^1], CultureInfo.InvariantCulture) / 100, StringComparer.Ordinal);
        return shares.TryGetValue("hand-written", out var written) && shares.TryGetValue("generated", out var generated)
            ? new Precision(written, generated)
            : throw new FormatException("precision.txt needs the lines 'hand-written PERCENT' and 'generated PERCENT'");
    }

    /// <summary>What is to be said when the figures of a run fall below the file; null if they do not.</summary>
    /// <param name="written">Whether these are the calls written by hand, which are the same each time.</param>
    public string? Refuses(Tally tally, bool written)
    {
        var required = written ? HandWritten : Generated;
        var allowance = written || tally.Free == 0 ? 0 : StandardErrors * Math.Sqrt(required * (1 - required) / tally.Free);
        return tally.Precision >= required - allowance
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{100 * tally.Precision:F2} % of {tally.Free} {(written ? "hand-written" : "generated")} calls without allocation are recognised as free, and precision.txt asks for {100 * required:F1} % (less {100 * allowance:F2} for chance)");
    }

    /// <summary>What may be written into the file after a run; null if it is what the file says.</summary>
    public string? Raised(Tally tally, bool written)
    {
        var required = written ? HandWritten : Generated;
        var reached = Math.Floor(1000 * tally.Precision) / 10;
        return reached > 100 * required + 0.05
            ? string.Create(CultureInfo.InvariantCulture, $"precision rose: the line '{(written ? "hand-written" : "generated")}' of tests/Soundness/precision.txt can be raised to {reached:F1}")
            : null;
    }
}
