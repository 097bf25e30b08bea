// One timed stretch of a loop.
using System.Diagnostics;

namespace MemallocKit.Benchmarks.Measuring;

/// <param name="Operations">How often the loop went round; at least what was asked for.</param>
/// <param name="Ticks">How long that took, by <see cref="Stopwatch"/>, without what the loop needed to be set up.</param>
internal readonly record struct Sample(long Operations, long Ticks)
{
    public double Nanoseconds => Ticks * 1e9 / Stopwatch.Frequency / Operations;

    public double Milliseconds => Ticks * 1e3 / Stopwatch.Frequency;
}
