// Every line of the overlay is executed, or says why not.
using MemallocKit.Soundness.Calls;
using MemallocKit.Soundness.Generating;
using MemallocKit.Soundness.Judging;
using MemallocKit.Soundness.Running;

namespace MemallocKit.Soundness.Tests;

[Collection(nameof(GateTests))]
public class OverlayTests
{
    [Fact]
    public void Every_line_has_a_sample_or_a_reason_to_have_none()
    {
        var missing = OverlaySamples.Lines
            .Where(l => !OverlaySamples.ByLine.Contains(l.Id) && !OverlaySamples.NotExecuted.ContainsKey(l.Id) && !IsOfAnotherSystem(l.Reason))
            .Select(l => $"line {l.Line}: {l.Id} needs a call in tests/Soundness/Calls marked [OverlaySample], or an entry in OverlaySamples.NotExecuted");

        None(missing);
    }

    [Fact]
    public void Every_sample_and_every_reason_is_of_a_line_that_is_there()
    {
        var lines = OverlaySamples.Lines.Select(l => l.Id).ToHashSet();

        None(OverlaySamples.ByLine.Select(s => s.Key).Concat(OverlaySamples.NotExecuted.Keys).Where(id => !lines.Contains(id)));
    }

    [Theory]
    [InlineData("optimised")]
    [InlineData("jitted")]
    [InlineData("first-tier")]
    public void Every_sample_allocates_what_its_line_says(string configuration)
    {
        var samples = OverlaySamples.ByLine.SelectMany(s => s).Distinct().ToList();
        using var folder = new ScratchFolder();
        var child = new ChildProcess(folder.Path, TableSource.Computed(static _ => { }));
        var members = samples.ConvertAll(s => new Member(s.Id, "", 0));

        var records = child.Run(new Work(members, members.ConvertAll(_ => new[] { 0 })), Configuration.All.Single(c => c.Name == configuration), 0);

        Assert.Equal(samples.Count, records.Count);
        None(records.Select(r => OverlaySamples.Judge(samples[r.Index], r)).OfType<string>());
    }

    private static void None(IEnumerable<string> failures)
    {
        var all = failures.ToList();
        Assert.True(all.Count == 0, string.Join("\n", all));
    }

    private static bool IsOfAnotherSystem(string reason) =>
        new[] { ("Windows ", OperatingSystem.IsWindows()), ("macOS ", OperatingSystem.IsMacOS()) }
            .Any(s => !s.Item2 && reason.StartsWith(s.Item1, StringComparison.Ordinal));
}
