// Who takes part in a contest, and what is expected of ours against them.
namespace MemallocKit.Benchmarks.Measuring;

/// <param name="Name">The name in the table.</param>
/// <param name="Make">Makes what is timed.</param>
/// <param name="Missing">What to install before this can be measured; null when it is there.</param>
internal sealed record Entrant(string Name, Func<Contender> Make, string? Missing = null)
{
    /// <summary>Ours is to take at most so much of this one's time.</summary>
    public Opponent AtMost(double ratio) => new(this, ratio);

    /// <summary>Shown beside ours, without a target.</summary>
    public Opponent Shown() => new(this, null);
}

internal readonly record struct Opponent(Entrant Entrant, double? Target);
