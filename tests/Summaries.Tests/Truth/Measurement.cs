// How many bytes a warm call allocates on its thread.
namespace MemallocKit.Summaries.Tests.Truth;

internal static class Measurement
{
    private const int Warming = 120;
    private const int Batch = 40;
    private const int Batches = 6;

    /// <summary>
    /// The fewest bytes that any batch of calls allocated. What the runtime does of its own accord (tiering, stubs) disturbs a
    /// batch or two; what the call does is in all of them.
    /// </summary>
    public static long BytesOf(Action call)
    {
        for (var i = 0; i < Warming; i++)
        {
            call();
        }

        var fewest = long.MaxValue;
        for (var batch = 0; batch < Batches && fewest > 0; batch++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Batch; i++)
            {
                call();
            }

            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
