// Page contents that tell which page they belong to.
using System.Runtime.InteropServices;
using MemallocKit.Estimation;

namespace MemallocKit.Runtime.Tests.Swap;

internal static class SwapPages
{
    public const int Bytes = PageArithmetic.PageBytes;

    /// <summary>Fills a whole page so that no byte of it could come from another page or another version.</summary>
    public static void Fill(Span<byte> page, int number, int version)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(page);
        for (var i = 0; i < words.Length; i++)
            words[i] = Word(number, version, i);
    }

    public static bool Matches(ReadOnlySpan<byte> page, int number, int version)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(page);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] != Word(number, version, i))
                return false;
        }

        return words.Length == Bytes / sizeof(ulong);
    }

    public static bool IsZero(ReadOnlySpan<byte> page) => page.IndexOfAnyExcept((byte)0) < 0;

    public static byte[] Run(int pages, int seed)
    {
        var run = new byte[pages * Bytes];
        new Random(seed).NextBytes(run);
        return run;
    }

    private static ulong Word(int number, int version, int i) =>
        (((ulong)(uint)number << 32) | (uint)version) * 0x9E3779B97F4A7C15 + (ulong)i;
}
