// Counting what threads allocate, without the noise.
namespace MemallocKit.Runtime.Tests.Swap;

/// <summary>
/// Tests that count to zero run alone and without garbage collections: a collection takes a thread's allocation buffer away, and what was
/// unused of it then counts as allocated (up to 8 KB were seen).
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Allocations
{
    public const string Name = "allocations";

    private const long Budget = 64 << 20;

    /// <summary>Runs something in which no collection takes place; what it returns is how much the calling thread allocated.</summary>
    internal static long Count(Action body)
    {
        Assert.True(GC.TryStartNoGCRegion(Budget));
        var before = GC.GetAllocatedBytesForCurrentThread();
        body();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.EndNoGCRegion();
        return allocated;
    }
}
