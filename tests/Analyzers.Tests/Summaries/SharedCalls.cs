// Virtual members of the objects that the framework keeps in static properties. As MemoryCalls.
using System.Buffers;
using System.Text;
using static MemallocKit.Analyzers.Tests.Summaries.CallData;

namespace MemallocKit.Analyzers.Tests.Summaries;

internal static class SharedCalls
{
    public static void Comparers()
    {
        Bool = EqualityComparer<Guid>.Default.Equals(Identifier, default) | EqualityComparer<string>.Default.Equals(Text, "b") | EqualityComparer<int?>.Default.Equals(3, null);
        Int = EqualityComparer<Guid>.Default.GetHashCode(Identifier) + EqualityComparer<Guid?>.Default.GetHashCode(Identifier) + EqualityComparer<string>.Default.GetHashCode(Text);
        Int = Comparer<int>.Default.Compare(1, Int) + Comparer<Guid>.Default.Compare(Identifier, default) + Comparer<int?>.Default.Compare(1, Int);
    }

    public static void TextComparers()
    {
        Bool = StringComparer.Ordinal.Equals(Text, "b") | StringComparer.OrdinalIgnoreCase.Equals(Text, "AB");
        Int = StringComparer.Ordinal.GetHashCode(Text) + StringComparer.OrdinalIgnoreCase.GetHashCode(Text);
        Int = StringComparer.Ordinal.Compare(Text, "b") + StringComparer.OrdinalIgnoreCase.Compare(Text, "AB");
    }

    public static void Ascii()
    {
        Int = Encoding.ASCII.GetBytes(Text.AsSpan(), Other) + Encoding.ASCII.GetByteCount(Text.AsSpan()) + Encoding.ASCII.GetChars(Other.AsSpan(), Chars) + Encoding.ASCII.GetCharCount(Other.AsSpan());
        Int = Encoding.ASCII.GetBytes("\u00e9\ud800", Other);
    }

    public static void Pool() => ArrayPool<byte>.Shared.Return(Other);

    public static void Numbers()
    {
        Int = Random.Shared.Next() + Random.Shared.Next(3) + Random.Shared.Next(1, 3);
        Long = Random.Shared.NextInt64() + Random.Shared.NextInt64(3) + Random.Shared.NextInt64(1, 3) + (long)Random.Shared.NextDouble() + (long)Random.Shared.NextSingle();
        Random.Shared.NextBytes(Other);
        Random.Shared.NextBytes(Other.AsSpan());
    }

    public static void Times() => Long = TimeProvider.System.GetTimestamp() + TimeProvider.System.TimestampFrequency;

    public static void Sorting()
    {
        Array.Sort(Ints);
        Other.AsSpan().Sort();
    }
}
