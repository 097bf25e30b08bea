// A handle on ordinary memory of any size.
namespace MemallocKit;

/// <summary>
/// Memory from <see cref="Zone.TryAllocate"/>. A value without an owner: copies name the same memory, and
/// <see cref="Zone.Free(MemoryBlock)"/> refuses what is not allocated.
/// </summary>
public readonly unsafe struct MemoryBlock
{
    internal MemoryBlock(nint address, int length, uint stamp)
    {
        Address = address;
        Length = length;
        Stamp = stamp;
    }

    // First, so that the whole is 16 bytes and travels in registers.
    internal nint Address { get; }

    /// <summary>The length that was asked for, in bytes; 0 for the default value.</summary>
    public int Length { get; }

    /// <summary>The memory. Its content is not cleared. Not to be used after the block is freed.</summary>
    public Span<byte> Span => new((void*)Address, Length);

    // Of the page run that backs a block larger than the size classes, else of the zone.
    internal uint Stamp { get; }
}
