// Classes of framework methods against what warm calls of them allocate.
using System.Reflection;
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.Overlay;
using MemallocKit.Summaries.Tables;
using MemallocKit.Summaries.Tests.Harness;

namespace MemallocKit.Summaries.Tests.Truth;

[Collection(nameof(SoundnessTests))]
[CollectionDefinition(nameof(SoundnessTests), DisableParallelization = true)]
public class SoundnessTests(ITestOutputHelper output)
{
    // The share of calls without allocation that the summaries recognise. It only rises.
    private const double RecognisedShare = 0.83;

    // What a warm call of these allocates is nothing: its first call is over, its pool is filled.
    private const SummaryClass WorstFree = SummaryClass.Pooled;

    private static readonly Type[] s_calls = [typeof(SpanCalls), typeof(TextCalls), typeof(CollectionCalls), typeof(SystemCalls)];

    [Fact]
    public void No_call_allocates_that_its_class_calls_free()
    {
        var calls = s_calls.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)).ToArray();
        var summaries = Summarize();
        var violations = new List<string>();
        var missed = new List<string>();
        var (free, recognised, allocating) = (0, 0, 0);
        foreach (var call in calls)
        {
            var name = $"{call.DeclaringType!.Name}.{call.Name}";
            var (entry, explanation) = summaries[name];
            var bytes = Measurement.BytesOf(call.CreateDelegate<Action>());
            var claimed = entry.Class <= WorstFree;
            if (bytes > 0)
            {
                allocating++;
                if (claimed)
                {
                    violations.Add($"{name} is {entry.Class} and allocated {bytes} bytes:\n{explanation}");
                }
            }
            else
            {
                free++;
                recognised += claimed ? 1 : 0;
                if (!claimed)
                {
                    missed.Add($"{entry.Class} {name}\n{explanation}");
                }
            }
        }

        output.WriteLine($"{calls.Length} calls: {allocating} allocate; of {free} that do not, {recognised} are recognised ({100.0 * recognised / free:f1} %)");
        missed.ForEach(output.WriteLine);
        Assert.True(violations.Count == 0, string.Join("\n", violations));
        Assert.True(allocating > 30, $"only {allocating} calls allocate: the measurement is broken");
        Assert.True(recognised >= RecognisedShare * free, $"{recognised} of {free} recognised");
    }

    // The calls see the framework as an analyzer does: by the table and its residuals.
    private static Dictionary<string, (SummaryEntry Entry, string Explanation)> Summarize() => LargeStack.Run(() =>
    {
        using var set = new AssemblySet([Compiler.FrameworkFolder]);
        var assembly = set.Add(typeof(SoundnessTests).Assembly.Location);
        var engine = new SummaryEngine(set, OverlayRules.BuiltIn());
        engine.AddClient(assembly);
        var requested = assembly.Types.Where(t => Array.Exists(s_calls, c => c.FullName == t.FullName)).SelectMany(t => t.Methods)
            .ToDictionary(m => $"{m.Owner.Name}.{m.Name}", engine.Request);
        engine.Solve();
        return requested.ToDictionary(r => r.Key, r => (Summarizer.ToEntry(r.Value), string.Join("\n", Explanation.Of(r.Value))));
    });
}
