// Reads the overlay: a line a rule, with a reason.
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Overlay;

/// <summary>
/// The format: <c>effect id -- reason</c>; empty lines and lines that begin with <c>#</c> are skipped. Ids of methods begin with
/// <c>M:</c>, those of the types that <c>sealed</c> and <c>absent</c> speak of with <c>T:</c>.
/// </summary>
internal static class OverlayParser
{
    /// <exception cref="SummaryException">A line is malformed, or says the same as another; the message names the line.</exception>
    public static IReadOnlyList<OverlayRule> Parse(string text, string source)
    {
        var rules = new List<OverlayRule>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in text.Split('\n').Select(l => l.Trim()))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var rule = ParseLine(line, number, source);
            if (!seen.TryAdd(rule.Id, number))
            {
                throw Error(source, number, $"'{rule.Id}' has a rule in line {seen[rule.Id]} already");
            }

            rules.Add(rule);
        }

        return rules;
    }

    private static OverlayRule ParseLine(string line, int number, string source)
    {
        var dashes = line.IndexOf(" -- ", StringComparison.Ordinal);
        if (dashes < 0 || line[(dashes + 4)..].Trim().Length == 0)
        {
            throw Error(source, number, "a rule needs a reason behind ' -- '");
        }

        var words = line[..dashes].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2)
        {
            throw Error(source, number, "a rule is 'effect id -- reason'");
        }

        if (ParseEffect(words[0]) is not { } effect)
        {
            var effects = string.Join(", ", Enum.GetValues<OverlayEffect>().Select(Word));
            throw Error(source, number, $"'{words[0]}' is none of {effects}");
        }

        var prefix = effect is OverlayEffect.Sealed or OverlayEffect.Absent ? "T:" : "M:";
        if (!words[1].StartsWith(prefix, StringComparison.Ordinal) || words[1].Length < 4)
        {
            throw Error(source, number, $"the id '{words[1]}' does not begin with {prefix}");
        }

        return new OverlayRule(number, effect, words[1], line[(dashes + 4)..].Trim());
    }

    private static OverlayEffect? ParseEffect(string word)
    {
        foreach (var effect in Enum.GetValues<OverlayEffect>())
        {
            if (Word(effect) == word)
            {
                return effect;
            }
        }

        return null;
    }

    private static string Word(OverlayEffect effect) =>
        effect == OverlayEffect.FirstCall ? "first-call" : effect.ToString().ToLowerInvariant();

    private static SummaryException Error(string source, int line, string message) => new($"{source}({line}): {message}.");
}
