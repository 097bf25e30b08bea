// Where the slots of one size come from when no magazine has any.
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

/// <summary>Slots of one size, all of them with <see cref="FreeMark"/> while they are here. Not thread-safe: the depot's gate is held around it.</summary>
internal abstract unsafe class SlotSource
{
    private int _blocksWithRoom;

    protected SlotSource(PagePool pool, byte bin, nint secret, int slotBytes, int blockPages)
    {
        Pool = pool;
        Bin = bin;
        Secret = secret;
        SlotBytes = slotBytes;
        BlockPages = blockPages;
    }

    /// <summary>What the pages of the slots carry in <see cref="PageTable.Bins"/>.</summary>
    public byte Bin { get; }

    public int SlotBytes { get; }

    /// <summary>Pages that are taken from the pool, and given back, together.</summary>
    public int BlockPages { get; }

    /// <summary>Whether there are slots to be had without a page from the pool. Read without the gate, as a hint.</summary>
    public bool HasRoom => Volatile.Read(ref _blocksWithRoom) > 0;

    protected PagePool Pool { get; }

    protected nint Secret { get; }

    /// <summary>Takes up to <paramref name="count"/> ordinary slots; returns how many there were.</summary>
    [Memalloc]
    public abstract int Take(nint* destination, int count);

    /// <summary>Gives slots back that <see cref="Take"/> gave out. Blocks that nothing of is taken go back to the pool at once.</summary>
    [Memalloc]
    public abstract void Put(nint* slots, int count);

    /// <summary>Whether a slot starts at an address in pages of this source.</summary>
    [Memalloc]
    public abstract bool IsSlot(nint address);

    protected void CountBlocksWithRoom(int change) => Volatile.Write(ref _blocksWithRoom, _blocksWithRoom + change);
}
