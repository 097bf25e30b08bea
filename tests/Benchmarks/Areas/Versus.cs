// Ours against others, by the ratio of the times of the same round.
using MemallocKit.Benchmarks.Measuring;
using MemallocKit.Benchmarks.Reports;

namespace MemallocKit.Benchmarks.Areas;

internal static class Versus
{
    public static Case Case(string name, Entrant ours, params IReadOnlyList<Opponent> opponents) =>
        new(name, area => Measure(area, name, ours, opponents));

    private static IEnumerable<Row> Measure(string area, string name, Entrant ours, IReadOnlyList<Opponent> opponents)
    {
        Opponent[] present = [.. opponents.Where(static opponent => opponent.Entrant.Missing is null)];
        var nanoseconds = Contest.Run([ours, .. present.Select(static opponent => opponent.Entrant)]);

        var ourMedian = Statistics.Of(nanoseconds[0]).Median;
        for (var index = 0; index < present.Length; index++)
        {
            var theirs = nanoseconds[index + 1];
            var ratio = Statistics.Of(nanoseconds[0].Zip(theirs, static (our, their) => our / their));
            yield return new Row(area, name, present[index].Entrant.Name, ourMedian, Statistics.Of(theirs).Median, ratio, present[index].Target);
        }

        foreach (var (entrant, target) in opponents.Where(static opponent => opponent.Entrant.Missing is not null))
            yield return new Row(area, name, entrant.Name, ourMedian, null, null, target, entrant.Missing);
    }
}
