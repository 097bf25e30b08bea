// Asks the runtime which code it really runs: settings that it does not know are ignored without a word.
using System.Diagnostics;
using System.Globalization;
using System.Runtime;

namespace MemallocKit.Soundness.Running;

/// <param name="BoxesFlags">A method that was called often boxes for <c>HasFlag</c>, which only the first tier of the JIT does.</param>
/// <param name="Compiled">Methods that the JIT had compiled when the program began.</param>
internal sealed record Probe(bool BoxesFlags, long Compiled)
{
    public const string Command = "probe";

    private static readonly TimeSpan s_often = TimeSpan.FromMilliseconds(300);

    public static Probe Take()
    {
        var compiled = JitInfo.GetCompiledMethodCount();
        var watch = Stopwatch.StartNew();
        var yes = 0;
        while (watch.Elapsed < s_often)
        {
            yes += Ask(DayOfWeek.Sunday) ? 1 : 0;
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        yes += Ask(DayOfWeek.Monday) ? 1 : 0;
        return new Probe(GC.GetAllocatedBytesForCurrentThread() - before > 0 && yes > 0, compiled);
    }

    /// <summary>What is wrong with a configuration that gives this answer; null: nothing.</summary>
    /// <param name="usual">The answer where code compiled ahead of time is used: some hundred methods fewer are compiled.</param>
    public string? Contradicts(Configuration configuration, Probe usual)
    {
        var first = configuration == Configuration.FirstTier;
        if (BoxesFlags != first)
        {
            return first ? "code leaves the first tier" : "code is not optimised";
        }

        return configuration == Configuration.Jitted && Compiled < 2 * usual.Compiled
            ? $"{Compiled} methods were compiled at the start, and {usual.Compiled} with code compiled ahead of time"
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{BoxesFlags} {Compiled}");

    public static Probe Parse(string text)
    {
        var words = text.Trim().Split(' ');
        return new Probe(bool.Parse(words[0]), long.Parse(words[1], CultureInfo.InvariantCulture));
    }

    private static bool Ask(DayOfWeek day) => DayOfWeek.Saturday.HasFlag(day);
}
