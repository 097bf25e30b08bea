// A run from nothing to its verdict.
namespace MemallocKit.ReserveOnly;

internal static class Run
{
    /// <summary>Has threads make requests, with ordinary memory at zero, until that many were granted in all.</summary>
    public static Verdict Work(long operations, int threads, int seed, Action<long>? progress = null)
    {
        using var tree = new ReserveTree(threads);
        tree.Exhaust();
        return Work(tree, operations, threads, seed, progress);
    }

    /// <summary>The same with the ordinary memory that a tree has; closes it.</summary>
    public static Verdict Work(ReserveTree tree, long operations, int threads, int seed, Action<long>? progress)
    {
        var workers = Enumerable.Range(0, threads).Select(number => new Worker(tree, number, seed)).ToList();
        var each = (operations + threads - 1) / threads;
        var running = workers.Select(worker => new Thread(() => worker.Work(each)) { IsBackground = true }).ToList();
        running.ForEach(static thread => thread.Start());
        for (var shown = 1; !running.TrueForAll(static thread => thread.Join(TimeSpan.FromMilliseconds(200)));)
        {
            var done = workers.Sum(static worker => worker.Granted);
            if (progress is null || done < operations / 10 * shown)
                continue;
            progress(done);
            shown = (int)(done / Math.Max(1, operations / 10)) + 1;
        }

        return new Verdict(
            workers.Sum(static worker => worker.Granted),
            workers.Sum(static worker => worker.Refused),
            workers.Sum(static worker => worker.Leaked),
            workers.Sum(static worker => worker.Overwritten),
            workers.Sum(static worker => worker.ManagedBytes),
            tree.CloseExactly());
    }
}
