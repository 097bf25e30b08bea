// Chance that costs a nanosecond and allocates nothing.
namespace MemallocKit.ReserveOnly;

/// <summary>xorshift64*; a mutable struct.</summary>
internal struct Dice(int seed)
{
    private ulong _state = ((ulong)(uint)seed * 0x9E3779B97F4A7C15) | 1;

    /// <summary>A number from 0 up to, not including, <paramref name="bound"/>.</summary>
    public int Next(int bound)
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (int)(((_state * 0x2545F4914F6CDD1D) >> 33) % (uint)bound);
    }
}
