// A handle on adjacent pages.
using MemallocKit.Estimation;

namespace MemallocKit;

/// <summary>
/// A run of adjacent pages of 4 KiB each. A value without an owner: copies name the same memory, and
/// <see cref="Zone.Free(PageRun)"/> refuses one that was freed before.
/// </summary>
public readonly unsafe struct PageRun
{
    internal PageRun(nint address, int pages, uint stamp)
    {
        Address = address;
        Pages = pages;
        Stamp = stamp;
    }

    // First, so that the whole is 16 bytes and travels in registers.
    internal nint Address { get; }

    /// <summary>The length in pages; 0 for the default value.</summary>
    public int Pages { get; }

    /// <summary>The memory, <see cref="Pages"/> times 4096 bytes. Its content is not cleared. Not to be used after the run is freed.</summary>
    public Span<byte> Span => new((void*)Address, Pages * PageArithmetic.PageBytes);

    internal uint Stamp { get; }
}
