// What is done to a page's content: it is masked by its version, so that an old version is never taken for the new one.

using System.Numerics;
using System.Runtime.InteropServices;

namespace NetworkSwap.Job;

/// <summary>
/// A visit that writes raises the page's version and changes every word by a mask of page and version. The content can be
/// restored, and a page that comes back in any other version (or torn, or as another page) has a wrong checksum.
/// No method allocates.
/// </summary>
internal static class PageContent
{
    /// <summary>The mask of a page's version; 0 for version 0, which is the content of the file itself.</summary>
    public static ulong Mask(int page, uint version)
    {
        if (version == 0)
            return 0;

        // The finaliser of SplitMix64: every bit of page and version changes half of the mask.
        ulong x = (((ulong)(uint)page << 32) | version) * 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    /// <summary>Changes every word of a page by a mask.</summary>
    public static void Apply(Span<byte> page, ulong mask)
    {
        foreach (ref ulong word in MemoryMarshal.Cast<byte, ulong>(page))
            word ^= mask;
    }

    /// <summary>The checksum of a page as it is below its mask.</summary>
    public static ulong Checksum(ReadOnlySpan<byte> page, ulong mask)
    {
        const ulong Prime = 0x9FB21C651E98DF25;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(page);
        ulong even = 1, odd = 2;
        for (int i = 0; i + 1 < words.Length; i += 2)
        {
            even = BitOperations.RotateLeft((even ^ words[i] ^ mask) * Prime, 29);
            odd = BitOperations.RotateLeft((odd ^ words[i + 1] ^ mask) * Prime, 31);
        }

        return even ^ BitOperations.RotateLeft(odd, 17);
    }
}
