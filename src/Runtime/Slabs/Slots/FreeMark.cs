// What the first word of a free slot says.
using System.Runtime.CompilerServices;

namespace MemallocKit.Slabs;

/// <summary>
/// Ordinary memory that is free starts with a mark, its own address mixed with a secret of the zone; allocating clears it. So
/// memory that is freed while it is free is refused, at the cost of one word that its next user writes anyway. Allocated memory
/// shows the mark by chance once in 2^63 frees: its owner cannot know the secret, and a copy from elsewhere has another address in it.
/// </summary>
internal static unsafe class FreeMark
{
    /// <summary>Never an address, so a mark is never the zero that it is cleared to.</summary>
    public static nint NewSecret() => (nint)(Random.Shared.NextInt64() | long.MinValue);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSet(nint slot, nint secret) => *(nint*)slot == (slot ^ secret);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(nint slot, nint secret) => *(nint*)slot = slot ^ secret;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Clear(nint slot) => *(nint*)slot = 0;
}
