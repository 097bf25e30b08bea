// Numbers for the owners of emergency slabs.
using System.Numerics;

namespace MemallocKit.Slabs;

/// <summary>
/// The page table names the owner of a slab in 16 bits, so the numbers of a zone are given back and given out again. Used while
/// reserves are connected and disconnected, under the tree lock; giving back allocates nothing.
/// </summary>
internal sealed class OwnerNumbers
{
    private const int Most = ushort.MaxValue;

    // A bit a number; that of 0, which says that a page has no owner, is taken from the start.
    private ulong[] _taken = [1];

    public ushort Take()
    {
        var word = 0;
        while (word < _taken.Length && _taken[word] == ulong.MaxValue)
            word++;
        if (word * 64 > Most)
            throw new InvalidOperationException($"A zone serves at most {Most} slab caches of reserves. Connect some of them in another zone.");
        if (word == _taken.Length)
            Array.Resize(ref _taken, word + 1);
        var bit = BitOperations.TrailingZeroCount(~_taken[word]);
        _taken[word] |= 1UL << bit;
        return (ushort)((word * 64) + bit);
    }

    public void Return(ushort number) => _taken[number / 64] &= ~(1UL << (number % 64));
}
