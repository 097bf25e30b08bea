// One size class in a thread's cache.
using System.Runtime.InteropServices;

namespace MemallocKit.Slabs;

/// <summary>
/// Two magazines: the one in use, whose slots are a stack from <see cref="Bottom"/> to <see cref="Top"/> with room up to
/// <see cref="Limit"/>, and the one before it, full or empty, so that a thread at the edge of one does not go to the depot each time.
/// Without magazines the three are equal: nothing to take and no room to free, so both take their slow path.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = Bytes)]
internal unsafe struct CacheBin
{
    public const int Bytes = 64;

    public nint* Top;
    public nint* Bottom;
    public nint* Limit;
    public Magazine* Loaded;
    public Magazine* Previous;

    /// <summary>
    /// To tell without dividing whether an address is a multiple of the slot size from the start of its slab: the offset in the slab,
    /// times 2^32 over the size rounded up, stays below that factor (Lemire, Kaser, Kurz 2019; offsets have 16 bits, sizes 13 at most, 32 are needed for 29).
    /// </summary>
    public uint OffsetMask;
    public uint Factor;

    public static uint FactorOf(int slotBytes) => (uint)(((1UL << 32) + (uint)slotBytes - 1) / (uint)slotBytes);

    public void Load(Magazine* magazine, int capacity)
    {
        Loaded = magazine;
        Bottom = Magazine.Slots(magazine);
        Top = Bottom + magazine->Count;
        Limit = Bottom + capacity;
    }

    /// <summary>Notes in the loaded magazine what it holds by now.</summary>
    public void Settle() => Loaded->Count = (int)(Top - Bottom);

    public void Clear()
    {
        Top = Bottom = Limit = null;
        Loaded = Previous = null;
    }
}
