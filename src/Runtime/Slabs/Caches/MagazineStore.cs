// Memory for magazines, out of the zone's own pages.
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

/// <summary>
/// Magazines are ordinary memory like any other: none is to be had at the watermark, and all of it comes back when the caches are
/// trimmed. Their slabs hold nothing else, so that no address of theirs can be freed. Thread-safe; its gate is taken with no other held but the pool's inside.
/// </summary>
internal sealed unsafe class MagazineStore
{
    private readonly SlabSlots _slots;
    private readonly nint _secret;
    private SpinGate _gate;
    private int _count;

    public MagazineStore(PagePool pool, nint secret)
    {
        _secret = secret;
        _slots = new SlabSlots(pool, PageBin.Magazine, secret, Magazine.Bytes, slabPages: 1);
    }

    public long Bytes => (long)Volatile.Read(ref _count) * Magazine.Bytes;

    /// <summary>An empty magazine; null when there is no memory.</summary>
    public Magazine* Take()
    {
        nint slot;
        _gate.Enter();
        var found = _slots.Take(&slot, 1) == 1;
        if (found)
            _count++;
        _gate.Exit();
        if (!found)
            return null;
        var magazine = (Magazine*)slot;
        *magazine = default;
        return magazine;
    }

    public void Put(Magazine* magazine)
    {
        var slot = (nint)magazine;
        _gate.Enter();
        FreeMark.Set(slot, _secret);
        _slots.Put(&slot, 1);
        _count--;
        _gate.Exit();
    }
}
