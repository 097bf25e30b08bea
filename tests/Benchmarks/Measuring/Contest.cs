// Times several loops in turns, so that whatever disturbs the machine disturbs all of them alike.
namespace MemallocKit.Benchmarks.Measuring;

internal static class Contest
{
    // Short, beside the time that a busy system lets a thread run: most samples are not interrupted then.
    private const int Rounds = 151;
    private const double SampleMilliseconds = 0.25;

    // A method is compiled again, optimised, after 30 calls and a tenth of a second in which nothing new was compiled.
    private const int CallsToTierUp = 40;
    private const int LeastPasses = 3;
    private const int MostPasses = 10;
    private static readonly TimeSpan s_tieringPause = TimeSpan.FromMilliseconds(150);

    /// <summary>The nanoseconds an operation took, by entrant and round. A round times all of them once, one after the other.</summary>
    public static double[][] Run(IReadOnlyList<Entrant> entrants)
    {
        var contenders = new List<Contender>();
        try
        {
            contenders.AddRange(entrants.Select(static entrant => entrant.Make()));
            return Run(contenders);
        }
        finally
        {
            contenders.ForEach(static contender => contender.Dispose());
        }
    }

    private static double[][] Run(List<Contender> contenders)
    {
        // By the fastest of many runs: one that was interrupted would make for samples of a few operations.
        long[] operations = [.. Settle(contenders).Select(static best => Math.Max(1, (long)(SampleMilliseconds * 1e6 / best)))];
        var nanoseconds = contenders.Select(static _ => new double[Rounds]).ToArray();
        int[] order = [.. Enumerable.Range(0, contenders.Count)];

        // Shuffled each round: a fixed order would always give a contender the caches that the same other one left.
        var random = new Random(1);
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            foreach (var index in order)
                nanoseconds[index][round] = contenders[index].Run(operations[index]).Nanoseconds;
        }

        return nanoseconds;
    }

    /// <summary>Runs everything until the compiler has nothing left to improve; returns the nanoseconds of an operation at best.</summary>
    private static double[] Settle(List<Contender> contenders)
    {
        var best = new double[contenders.Count];
        Array.Fill(best, double.MaxValue);
        var settled = false;
        for (var pass = 0; pass < MostPasses && !(settled && pass >= LeastPasses); pass++)
        {
            settled = true;
            for (var index = 0; index < contenders.Count; index++)
            {
                var fastest = double.MaxValue;
                for (var call = 0; call < CallsToTierUp; call++)
                    fastest = Math.Min(fastest, contenders[index].Run(1000).Nanoseconds);
                settled &= fastest > best[index] * 0.9;
                best[index] = Math.Min(best[index], fastest);
            }

            Thread.Sleep(s_tieringPause);
        }

        return best;
    }
}
