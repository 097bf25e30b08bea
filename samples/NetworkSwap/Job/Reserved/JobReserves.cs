// What the job itself needs while nothing can be allocated, declared: the pager brings a reserve of its own.

using MemallocKit;

namespace NetworkSwap.Job.Reserved;

[ReserveTree("network swap")]
internal static partial class JobReserves
{
    [ReserveNode("hashing")]
    public static partial class Hashing
    {
        [ReserveNode("plain page", Pages = 1)]
        public static partial PageReserve PlainPage { get; }
    }
}

/// <summary>The code that runs while the heap is full.</summary>
[MemallocContext(typeof(JobReserves.Hashing))]
internal readonly ref partial struct PagingContext;
