// Which pages of the device are taken, and where a run of free ones is.
using System.Numerics;

namespace MemallocKit.Swap;

/// <summary>
/// A bitmap of swap slots with next-fit search: runs written one after the other lie one after the other on the device, which is what
/// disks and read-ahead like. Allocates only at construction. Not thread-safe.
/// </summary>
internal sealed class SlotMap : IDisposable
{
    private const int WordBits = 64;

    // A set bit is a taken slot. Bits past the end are never looked at: every search is bounded by Slots.
    private readonly NativeTable<ulong> _words;
    private int _next;

    public SlotMap(int slots)
    {
        Slots = slots;
        FreeSlots = slots;
        _words = new NativeTable<ulong>((int)(((long)slots + WordBits - 1) / WordBits));
    }

    public int Slots { get; }

    public int FreeSlots { get; private set; }

    /// <summary>Takes a run of <paramref name="wanted"/> adjacent slots, or else the longest run there is.</summary>
    /// <returns>The length of the run; 0 when every slot is taken.</returns>
    [Memalloc]
    public int TakeRun(int wanted, out int first)
    {
        first = -1;
        var length = 0;
        if (FreeSlots == 0)
            return 0;
        Search(_next, Slots, wanted, ref first, ref length);
        if (length < wanted)
            Search(0, _next, wanted, ref first, ref length);

        for (var slot = first; slot < first + length; slot++)
            _words[slot / WordBits] |= 1UL << slot;
        FreeSlots -= length;
        _next = first + length;
        return length;
    }

    /// <summary>Gives a slot back.</summary>
    /// <exception cref="InvalidOperationException">The slot is not taken.</exception>
    [Memalloc]
    public void Release(int slot)
    {
        ref var word = ref _words[slot / WordBits];
        var bit = 1UL << slot;
        if ((word & bit) == 0)
            throw new InvalidOperationException($"Swap slot {slot} is released but was not taken.");
        word &= ~bit;
        FreeSlots++;
    }

    [Memalloc]
    public void ReleaseRun(int first, int count)
    {
        for (var slot = first; slot < first + count; slot++)
            Release(slot);
    }

    public void Dispose() => _words.Dispose();

    /// <summary>Looks at the runs that start in a range; keeps the longest, ends at the first that is long enough.</summary>
    [Memalloc]
    private void Search(int from, int to, int wanted, ref int bestFirst, ref int bestLength)
    {
        for (var position = from; position < to && bestLength < wanted;)
        {
            var start = Find(position, to, taken: false);
            if (start == to)
                return;
            var end = Find(start, (int)Math.Min((long)start + wanted, Slots), taken: true);
            if (end - start > bestLength)
            {
                bestFirst = start;
                bestLength = end - start;
            }

            position = end;
        }
    }

    /// <summary>The first slot of a kind in a range; its end when there is none.</summary>
    [Memalloc]
    private int Find(int from, int to, bool taken)
    {
        var position = from;
        while (position < to)
        {
            var word = _words[position / WordBits];
            var rest = (taken ? word : ~word) >> (position % WordBits);
            if (rest != 0)
                return Math.Min(to, position + BitOperations.TrailingZeroCount(rest));
            position += WordBits - (position % WordBits);
        }

        return to;
    }
}
