// Which formulas turn declared amounts into pages.
namespace MemallocKit;

/// <summary>How the amounts of a reserve tree are turned into pages.</summary>
public enum EstimateModel
{
    /// <summary>Upper bounds, proved for the allocator of this library. The only model whose tree can be connected.</summary>
    UpperBound = 0,

    /// <summary>
    /// The formulas of the 2008 "Swap over NFS" patch set for Linux's SLUB allocator, to compare with. They do not bound
    /// what this library's allocator needs, so a tree that uses them can be printed but not connected.
    /// </summary>
    LinuxSlub = 1,
}
