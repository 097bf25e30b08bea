// The pages to visit: random, but the same in every run.

namespace NetworkSwap.Job;

/// <summary>A xorshift generator. Allocates nothing; one thread.</summary>
internal sealed class PageOrder(int pages)
{
    private ulong _state = 0x2545F4914F6CDD1D;

    /// <param name="write">True for one visit in three.</param>
    public int Next(out bool write)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        write = (uint)_state % 3 == 0;
        return (int)(((_state >> 32) * (ulong)pages) >> 32);
    }
}
