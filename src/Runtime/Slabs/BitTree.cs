// A set of numbers that finds its lowest.
using System.Numerics;

namespace MemallocKit.Slabs;

/// <summary>
/// One bit a number, and above every 64 words another that says which of them are not empty: finding the lowest number takes a step
/// for each factor of 64. Not thread-safe.
/// </summary>
internal sealed class BitTree
{
    private const int WordShift = 6;

    // From the bits of the numbers up to a single word.
    private readonly ulong[][] _levels;

    public BitTree(int numbers)
    {
        var levels = 1;
        while (((numbers - 1L) >> (WordShift * levels)) > 0)
            levels++;
        _levels = new ulong[levels][];
        for (var level = 0; level < levels; level++)
            _levels[level] = new ulong[((numbers - 1) >> (WordShift * (level + 1))) + 1];
    }

    /// <summary>The lowest number in the set; -1 when it is empty.</summary>
    public int Lowest
    {
        get
        {
            var word = 0;
            for (var level = _levels.Length - 1; level >= 0; level--)
            {
                var bits = _levels[level][word];
                if (bits == 0)
                    return -1;
                word = (word << WordShift) + BitOperations.TrailingZeroCount(bits);
            }

            return word;
        }
    }

    public void Add(int number)
    {
        foreach (var level in _levels)
        {
            level[number >> WordShift] |= 1UL << number;
            number >>= WordShift;
        }
    }

    public void Remove(int number)
    {
        foreach (var level in _levels)
        {
            ref var word = ref level[number >> WordShift];
            word &= ~(1UL << number);
            if (word != 0)
                return;
            number >>= WordShift;
        }
    }
}
