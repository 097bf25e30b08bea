// Order statistics, which a machine that is busy with something else disturbs least.
namespace MemallocKit.Benchmarks.Measuring;

/// <param name="Median">The value in the middle.</param>
/// <param name="Low">The 10th percentile.</param>
/// <param name="High">The 90th percentile.</param>
internal readonly record struct Statistics(double Median, double Low, double High)
{
    public static Statistics Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Statistics(sorted[sorted.Length / 2], sorted[sorted.Length / 10], sorted[sorted.Length * 9 / 10]);
    }
}
