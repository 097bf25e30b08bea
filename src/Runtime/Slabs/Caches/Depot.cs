// Where threads trade magazines of one size class, and the slots behind it.
using System.Runtime.InteropServices;
using MemallocKit.Pages;

namespace MemallocKit.Slabs;

/// <summary>
/// One gate guards the magazines and the slots of the class; the pool's gate is taken inside it. A magazine in here is full or
/// empty: those in between stay with their threads. Thread-safe.
/// </summary>
internal sealed unsafe class Depot
{
    private const uint PutsPerLook = 256;

    private readonly SlotSource _source;
    private readonly DepotTotals _totals;
    private readonly nint _secret;
    private State _state;

    public Depot(SlotSource source, DepotTotals totals, nint secret, int capacity)
    {
        _source = source;
        _totals = totals;
        _secret = secret;
        Capacity = capacity;
    }

    /// <summary>How many slots a magazine of this class holds.</summary>
    public int Capacity { get; }

    public int SlotBytes => _source.SlotBytes;

    public int BlockPages => _source.BlockPages;

    /// <summary>Whether slots are to be had without a page from the pool; a hint.</summary>
    public bool HasRoom => _source.HasRoom;

    /// <summary>Swaps an empty magazine, or none, for a full one; null, and no swap, when there is none.</summary>
    public Magazine* TakeFull(Magazine* empty)
    {
        if (Volatile.Read(ref _state.FullCount) == 0)
            return null;
        _state.Gate.Enter();
        var full = _state.Full;
        if (full != null)
        {
            _state.Full = full->Next;
            _state.FullCount--;
            _state.LeastFull = Math.Min(_state.LeastFull, _state.FullCount);
            if (empty != null)
                PushEmpty(empty);
        }

        _state.Gate.Exit();
        if (full != null)
            _totals.Add(-1 + (empty != null ? 1 : 0), -MagazineBytes);
        return full;
    }

    /// <summary>
    /// Swaps a full magazine for an empty one. Null when there is none to give. When the depots hold enough, or this one more than was needed
    /// lately, the slots go back and the caller keeps his magazine, empty.
    /// </summary>
    public Magazine* PutFull(Magazine* full, bool keep)
    {
        _state.Gate.Enter();
        if (!keep || HasIdle())
        {
            _source.Put(Magazine.Slots(full), full->Count);
            _state.Gate.Exit();
            full->Count = 0;
            return full;
        }

        full->Next = _state.Full;
        _state.Full = full;
        _state.FullCount++;
        var empty = _state.Empty;
        if (empty != null)
            _state.Empty = empty->Next;
        _state.Gate.Exit();
        _totals.Add(1 - (empty != null ? 1 : 0), MagazineBytes);
        if (empty != null)
            empty->Count = 0;
        return empty;
    }

    /// <summary>Empties a magazine into the slots.</summary>
    public void Flush(Magazine* magazine)
    {
        if (magazine->Count == 0)
            return;
        _state.Gate.Enter();
        _source.Put(Magazine.Slots(magazine), magazine->Count);
        _state.Gate.Exit();
        magazine->Count = 0;
    }

    /// <summary>Takes up to <paramref name="count"/> slots past the magazines.</summary>
    public int Take(nint* destination, int count)
    {
        _state.Gate.Enter();
        var taken = _source.Take(destination, count);
        _state.Gate.Exit();
        return taken;
    }

    /// <summary>Frees a slot past the magazines; false, with nothing changed, when it is free already.</summary>
    public bool TryPut(nint slot)
    {
        _state.Gate.Enter();
        var used = !FreeMark.IsSet(slot, _secret);
        if (used)
        {
            FreeMark.Set(slot, _secret);
            _source.Put(&slot, 1);
        }

        _state.Gate.Exit();
        return used;
    }

    /// <summary>Whether memory that starts at an address in pages of this class may be freed.</summary>
    public bool IsTaken(nint address) => _source.IsSlot(address) && !FreeMark.IsSet(address, _secret);

    /// <summary>Gives all slots in magazines back, and the magazines.</summary>
    public void Trim(MagazineStore store)
    {
        Magazine* magazine;
        while ((magazine = TakeFull(null)) != null)
        {
            Flush(magazine);
            store.Put(magazine);
        }

        while ((magazine = TakeEmpty()) != null)
            store.Put(magazine);
    }

    /// <summary>
    /// Whether some magazines were not touched during the last few hundred puts: the fewest that were here then nobody had a use for (Bonwick's working
    /// set). Such a one goes back to the slots with the one that is put, so the count falls; a batch that comes and goes empties
    /// the depot each time, and keeps what it needs.
    /// </summary>
    private bool HasIdle()
    {
        if (++_state.Puts % PutsPerLook == 0)
        {
            _state.Idle = _state.LeastFull;
            _state.LeastFull = _state.FullCount;
        }

        if (_state.Idle == 0 || _state.FullCount == 0)
            return false;
        _state.Idle--;
        _state.LeastFull = Math.Min(_state.LeastFull, _state.FullCount - 1);
        var idle = _state.Full;
        _state.Full = idle->Next;
        _state.FullCount--;
        _source.Put(Magazine.Slots(idle), idle->Count);
        PushEmpty(idle);
        _totals.Add(0, -MagazineBytes);
        return true;
    }

    private long MagazineBytes => (long)Capacity * SlotBytes;

    private Magazine* TakeEmpty()
    {
        _state.Gate.Enter();
        var empty = _state.Empty;
        if (empty != null)
            _state.Empty = empty->Next;
        _state.Gate.Exit();
        if (empty != null)
            _totals.Add(-1, 0);
        return empty;
    }

    private void PushEmpty(Magazine* empty)
    {
        empty->Next = _state.Empty;
        _state.Empty = empty;
    }

    /// <summary>What threads meet at, 128 bytes away from anything else: processors fetch lines in pairs.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct State
    {
        [FieldOffset(128)]
        public SpinGate Gate;

        [FieldOffset(132)]
        public int FullCount;

        [FieldOffset(136)]
        public int LeastFull;

        [FieldOffset(140)]
        public int Idle;

        [FieldOffset(144)]
        public uint Puts;

        [FieldOffset(152)]
        public Magazine* Full;

        [FieldOffset(160)]
        public Magazine* Empty;
    }
}
