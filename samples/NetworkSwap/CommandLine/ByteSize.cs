// Sizes on the command line and in messages: a number with K, M or G, powers of 1024.

using System.Globalization;

namespace NetworkSwap.CommandLine;

internal static class ByteSize
{
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        int shift = text.Length == 0 ? 0 : char.ToUpperInvariant(text[^1]) switch { 'K' => 10, 'M' => 20, 'G' => 30, _ => 0 };
        ReadOnlySpan<char> digits = shift == 0 ? text : text.AsSpan(0, text.Length - 1);
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number > long.MaxValue >> shift)
            return false;
        bytes = number << shift;
        return true;
    }

    public static string Format(long bytes) => bytes switch
    {
        >= 1L << 30 when bytes % (1 << 30) == 0 => $"{bytes >> 30}G",
        >= 1L << 20 => $"{(bytes + (1 << 19)) >> 20}M",
        >= 1L << 10 => $"{(bytes + (1 << 9)) >> 10}K",
        _ => $"{bytes}",
    };
}
