// One line of the result.
using MemallocKit.Benchmarks.Measuring;

namespace MemallocKit.Benchmarks.Reports;

/// <param name="Area">The area.</param>
/// <param name="Case">What was done.</param>
/// <param name="Peer">Who or what ours is compared with.</param>
/// <param name="Ours">Nanoseconds an operation, the median; of the area footprint: bytes.</param>
/// <param name="Theirs">The peer's, in the same unit; null when the peer is missing.</param>
/// <param name="Ratio">Ours to theirs, taken round by round; null when the peer is missing.</param>
/// <param name="Target">What the ratio is to be at most; null where the peer is shown for orientation.</param>
/// <param name="Missing">What to install to have the peer measured.</param>
internal sealed record Row(
    string Area, string Case, string Peer, double Ours, double? Theirs, Statistics? Ratio, double? Target, string? Missing = null)
{
    /// <summary>A row for a target that is an amount of time and not a share of someone else's.</summary>
    public static Row Within(string area, string @case, IEnumerable<double> nanoseconds, double budget)
    {
        double[] ours = [.. nanoseconds];
        return new Row(
            area, @case, FormattableString.Invariant($"budget of {budget} ns"), Statistics.Of(ours).Median, budget, Statistics.Of(ours.Select(our => our / budget)), 1);
    }

    public string Verdict => this switch
    {
        { Missing: { } missing } => $"not measured: {missing}",
        { Target: null } => "",
        { Ratio: { } ratio, Target: { } target } when ratio.Median <= target => "met",
        _ => "MISSED",
    };
}
