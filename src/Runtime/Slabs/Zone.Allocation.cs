// Allocating and freeing ordinary memory.
using System.Runtime.CompilerServices;
using MemallocKit.Estimation;
using MemallocKit.Pages;
using MemallocKit.Slabs;

namespace MemallocKit;

public sealed unsafe partial class Zone
{
    /// <summary>Allocates ordinary memory.</summary>
    /// <param name="bytes">1 to 2 MiB.</param>
    /// <param name="block">The memory, not cleared; its start is a multiple of 16.</param>
    /// <returns>False when only the reserves' pages are left, or no run is long enough.</returns>
    public bool TryAllocate(int bytes, out MemoryBlock block)
    {
        block = ToBlock(OrdinaryMemory.Allocate(_memory, _memory.CurrentCache(), bytes), bytes);
        return block.Length > 0;
    }

    /// <summary>Allocates ordinary pages that lie side by side.</summary>
    /// <param name="pages">1 to 512.</param>
    /// <param name="run">The pages.</param>
    /// <param name="zeroed">Whether they are cleared; else their content is what their last user left.</param>
    /// <returns>False when only the reserves' pages are left, or no run is long enough.</returns>
    public bool TryAllocatePages(int pages, out PageRun run, bool zeroed = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pages, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pages, PageArithmetic.MaxRunPages);
        var allocated = _memory.TryTakeRun(_memory.CurrentCache(), (long)pages * PageArithmetic.PageBytes, PageBin.Run, out run);
        if (allocated && zeroed)
            run.Span.Clear();
        return allocated;
    }

    /// <summary>Allocates ordinary memory that is freed by its address, on any thread. The fastest form is <see cref="GetHandle()"/>.</summary>
    /// <param name="bytes">1 to 2 MiB.</param>
    /// <returns>The memory, not cleared, at a multiple of 16; null when only the reserves' pages are left, or no run is long enough.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [CLSCompliant(false)]
    public void* Allocate(int bytes) => (void*)OrdinaryMemory.Allocate(_memory, _memory.CurrentCache(), bytes);

    /// <summary>Frees what <see cref="Allocate(int)"/> returned.</summary>
    /// <param name="address">The memory; null is refused.</param>
    /// <exception cref="ArgumentException">The memory is not of this zone.</exception>
    /// <exception cref="InvalidOperationException">It is free already, or nothing that <see cref="Allocate(int)"/> returned. Nothing was changed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [CLSCompliant(false)]
    public void Free(void* address) => OrdinaryMemory.Free(_memory, _memory.CurrentCache(), (nint)address);

    /// <summary>The zone as the current thread sees it: allocates and frees without looking the thread's caches up each time.</summary>
    public ZoneHandle GetHandle() => GetHandle(ref ThreadRecord.Current);

    /// <summary>The same for a caller who has looked up the thread.</summary>
    internal ZoneHandle GetHandle(ref ThreadRecord thread) => new(_memory, _memory.CacheOf(ref thread), ref thread);

    /// <summary>Frees ordinary memory.</summary>
    /// <exception cref="ArgumentException">The block is of another zone, or the default value.</exception>
    /// <exception cref="InvalidOperationException">The block is not allocated; nothing was changed.</exception>
    public void Free(MemoryBlock block)
    {
        if (block.Length > SizeClasses.LargestBytes)
        {
            _memory.FreeRun(new PageRun(block.Address, (int)PageArithmetic.PagesFor(block.Length), block.Stamp), PageBin.Block);
            return;
        }

        var cache = _memory.CurrentCache();
        if (block.Stamp != Pool.Identity)
            throw BadStamp(block);

        // Where smaller requests are by now, or no block at all, this one was freed before.
        OrdinaryMemory.Free(_memory, cache, block.Address, OrdinaryMemory.BinOf(block.Length));
    }

    /// <summary>Frees ordinary pages.</summary>
    /// <exception cref="ArgumentException">The run is of another zone.</exception>
    /// <exception cref="InvalidOperationException">The run is not allocated; nothing was changed.</exception>
    public void Free(PageRun run) => _memory.FreeRun(run, PageBin.Run);

    /// <summary>
    /// As <see cref="TryAllocate"/>, for a caller who is entitled by other means than a context of the thread: neither does the zone grow nor does
    /// the thread get its caches, as both would call the system.
    /// </summary>
    internal bool TryAllocateEntitled(int bytes, out MemoryBlock block)
    {
        block = ToBlock(_memory.AllocateWithin(_memory.CurrentCache(mayMake: false), bytes, mayGrow: false), bytes);
        return block.Length > 0;
    }

    /// <summary>As <see cref="TryAllocatePages"/>, for the same.</summary>
    internal bool TryAllocatePagesEntitled(int pages, out PageRun run) =>
        _memory.TryTakeRun(_memory.CurrentCache(mayMake: false), (long)pages * PageArithmetic.PageBytes, PageBin.Run, out run, mayGrow: false);

    private static ArgumentException BadStamp(MemoryBlock block) => new(
        block.Length == 0 ? "The block is the default value: nothing was allocated." : "The block is of another zone.", nameof(block));

    private MemoryBlock ToBlock(nint address, int bytes)
    {
        if (address == 0)
            return default;
        var stamp = bytes > SizeClasses.LargestBytes ? Pool.Table[Pool.PageOf(address)].Stamp : Pool.Identity;
        return new MemoryBlock(address, bytes, stamp);
    }
}
