// Ordinary memory while somebody watches each allocation.
namespace MemallocKit.Slabs;

internal sealed unsafe partial class OrdinaryMemory
{
    private ZoneObserver? _observer;

    /// <summary>
    /// While set, no magazine is loaded, so that every allocation and free takes its slow path: on the setting thread at once, on
    /// others when what they have loaded runs empty or full.
    /// </summary>
    public ZoneObserver? Observer
    {
        get => Volatile.Read(ref _observer);
        set
        {
            ThrowIfClosed();
            Volatile.Write(ref _observer, value);
            if (value is not null)
                Flush(CurrentCache());
        }
    }

    private nint AllocateObserved(ZoneObserver observer, ThreadCache* cache, int bytes, bool mayGrow)
    {
        Flush(cache);
        if (!observer.Admit(bytes))
            return 0;
        var slot = AllocateUncached(cache, BinOf(bytes), mayGrow);
        if (slot != 0)
            observer.Allocated(slot, bytes, charged: null);
        return slot;
    }
}
