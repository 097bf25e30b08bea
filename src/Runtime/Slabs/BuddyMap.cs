// Which blocks of a number of chunks are in use, and the lowest chunk that has room.
using System.Numerics;
using MemallocKit.Estimation;

namespace MemallocKit.Slabs;

/// <summary>
/// The placement whose bound is proved in <see cref="ByteEstimate"/>: the lowest numbered chunk that has a free block of the order, at a multiple
/// of its length. A chunk that nobody uses is one that is all free. Bookkeeping alone: knows no addresses. Not thread-safe.
/// </summary>
internal sealed class BuddyMap
{
    // Where the blocks of an order start: at every second place of the order below.
    private static readonly ulong[] s_starts =
    [
        ulong.MaxValue, 0x5555_5555_5555_5555, 0x1111_1111_1111_1111, 0x0101_0101_0101_0101, 0x0001_0001_0001_0001, 0x0000_0001_0000_0001, 1,
    ];

    private readonly int _maxOrder;

    // Units that a chunk does not have count as used.
    private readonly ulong _noneUsed;

    private readonly ulong[] _used;

    // The first unit of every block in use. With the used units it tells how long each is.
    private readonly ulong[] _starts;

    // By the order of the largest free block: the chunks in which it is that. A full chunk is in none, nor is a closed one.
    private readonly BitTree[] _withRoom;

    /// <param name="units">How many units a chunk has, up to 64.</param>
    /// <param name="maxOrder">The order of the largest block.</param>
    /// <param name="chunks">How many chunks there are, all of them closed.</param>
    public BuddyMap(int units, int maxOrder, int chunks)
    {
        _maxOrder = maxOrder;
        _noneUsed = units == 64 ? 0 : ulong.MaxValue << units;
        _used = new ulong[chunks];
        _starts = new ulong[chunks];
        _used.AsSpan().Fill(ulong.MaxValue);
        _withRoom = new BitTree[maxOrder + 1];
        for (var order = 0; order <= maxOrder; order++)
            _withRoom[order] = new BitTree(Math.Max(chunks, 1));
    }

    public int Chunks => _used.Length;

    /// <summary>Makes a chunk available, all of it free.</summary>
    public void Open(int chunk) => Change(chunk, _noneUsed);

    /// <summary>Makes an empty chunk unavailable.</summary>
    public void Close(int chunk) => Change(chunk, ulong.MaxValue);

    /// <summary>The chunk in which the next block of an order goes; -1 when there is no room for one.</summary>
    public int Find(int order)
    {
        var found = -1;
        for (; order <= _maxOrder; order++)
        {
            var lowest = _withRoom[order].Lowest;

            // As unsigned numbers, -1 is above every chunk.
            if ((uint)lowest < (uint)found)
                found = lowest;
        }

        return found;
    }

    /// <summary>Uses the lowest free block of an order in a chunk that <see cref="Find"/> found; returns its first unit.</summary>
    public int Take(int chunk, int order)
    {
        var used = _used[chunk];
        var unit = BitOperations.TrailingZeroCount(FreeBlocks(used, order));
        _starts[chunk] |= 1UL << unit;
        Change(chunk, used | (Ones(order) << unit));
        return unit;
    }

    /// <summary>Frees the block of an order that starts at a unit; false, with nothing changed, when there is none.</summary>
    public bool TryPut(int chunk, int unit, int order)
    {
        var (used, starts) = (_used[chunk], _starts[chunk]);
        var block = Ones(order) << unit;

        // In use, and from one start to right before the next.
        if (unit + (1 << order) > 64 || (starts & block) != 1UL << unit || (used & block) != block || !EndsAt(unit + (1 << order)))
            return false;
        _starts[chunk] = starts & ~block;
        Change(chunk, used & ~block);
        return true;

        bool EndsAt(int end) => end == 64 || (((used & ~_noneUsed & ~starts) >> end) & 1) == 0;
    }

    public bool IsEmpty(int chunk) => _starts[chunk] == 0;

    /// <summary>Takes over the chunks of a smaller map.</summary>
    public void CopyFrom(BuddyMap other)
    {
        for (var chunk = 0; chunk < other.Chunks; chunk++)
        {
            _starts[chunk] = other._starts[chunk];
            Change(chunk, other._used[chunk]);
        }
    }

    private static ulong Ones(int order) => ulong.MaxValue >> (64 - (1 << order));

    /// <summary>A bit for the first unit of every free block of an order.</summary>
    private static ulong FreeBlocks(ulong used, int order)
    {
        var free = ~used;
        for (var half = 0; half < order; half++)
            free = NextOrder(free, half);
        return free;
    }

    /// <summary>Of two free halves that are buddies makes a free block: the lower half's bit stays.</summary>
    private static ulong NextOrder(ulong free, int order) =>
        free & (free >> (1 << order)) & s_starts[order + 1];

    private void Change(int chunk, ulong used)
    {
        var (before, after) = (LargestFree(_used[chunk]), LargestFree(used));
        _used[chunk] = used;
        if (before == after)
            return;
        if (before >= 0)
            _withRoom[before].Remove(chunk);
        if (after >= 0)
            _withRoom[after].Add(chunk);
    }

    private int LargestFree(ulong used)
    {
        var free = ~used;
        var order = -1;
        while (free != 0)
        {
            order++;
            if (order == _maxOrder)
                break;
            free = NextOrder(free, order);
        }

        return order;
    }
}
