// Spans, memory, arrays, marshalling.
using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static class SpanCalls
{
    public static void CopyTo() => Bytes.AsSpan().CopyTo(OtherBytes);
    public static void TryCopyTo() => Sink.Bool = Bytes.AsSpan().TryCopyTo(OtherBytes);
    public static void Fill() => OtherBytes.AsSpan().Fill(3);
    public static void Clear() => OtherBytes.AsSpan().Clear();
    public static void Slice() => Sink.Int = Bytes.AsSpan().Slice(3, 10).Length;
    public static void Index() => Sink.Int = Bytes.AsSpan()[3];
    public static void IndexOf() => Sink.Int = Ints.AsSpan().IndexOf(63);
    public static void IndexOfString() => Sink.Int = Strings.AsSpan().IndexOf("bravo");
    public static void IndexOfAny() => Sink.Int = Text.AsSpan().IndexOfAny('x', 'y', 'b');
    public static void IndexOfSearchValues() => Sink.Int = Words.AsSpan().IndexOfAny(Vowels);
    public static void LastIndexOf() => Sink.Int = Ints.AsSpan().LastIndexOf(1);
    public static void Contains() => Sink.Bool = Ints.AsSpan().Contains(5);
    public static void Count() => Sink.Int = Ints.AsSpan().Count(5);
    public static void SequenceEqual() => Sink.Bool = Bytes.AsSpan().SequenceEqual(OtherBytes);
    public static void SequenceCompareTo() => Sink.Int = Bytes.AsSpan().SequenceCompareTo(OtherBytes);
    public static void StartsWith() => Sink.Bool = Bytes.AsSpan().StartsWith(OtherBytes);
    public static void Reverse() => OtherInts.AsSpan().Reverse();
    public static void SortInts() => OtherInts.AsSpan().Sort();
    public static void BinarySearch() => Sink.Int = OtherInts.AsSpan().BinarySearch(5);
    public static void Trim() => Sink.Int = Words.AsSpan().Trim().Length;
    public static void TrimStart() => Sink.Int = Words.AsSpan().TrimStart('h').Length;
    public static void EqualsOrdinal() => Sink.Bool = Words.AsSpan().Equals(Text, StringComparison.Ordinal);
    public static void EqualsIgnoreCase() => Sink.Bool = Words.AsSpan().Equals(Text, StringComparison.OrdinalIgnoreCase);
    public static void ToUpperInvariant() => Sink.Int = Words.AsSpan().ToUpperInvariant(Chars);
    public static void SplitIntoRanges()
    {
        Span<Range> ranges = stackalloc Range[8];
        Sink.Int = Words.AsSpan().Split(ranges, ' ');
    }

    public static void ToArray() => Sink.Object = Bytes.AsSpan().ToArray();
    public static void AsText() => Sink.Object = Words.AsSpan(2).ToString();
    public static void MemorySlice() => Sink.Int = Memory.Slice(4).Length;
    public static void MemorySpan() => Sink.Int = Memory.Span[1];
    public static void MemoryPin()
    {
        using var handle = Memory.Pin();
        unsafe
        {
            Sink.Bool = handle.Pointer != null;
        }
    }

    public static void Cast() => Sink.Int = MemoryMarshal.Cast<byte, int>(Bytes).Length;
    public static void AsBytes() => Sink.Int = MemoryMarshal.AsBytes(Ints.AsSpan()).Length;
    public static void Read() => Sink.Long = MemoryMarshal.Read<long>(Bytes);
    public static void TryRead() => Sink.Bool = MemoryMarshal.TryRead(Bytes, out Sink.Int);
    public static void TryGetArray() => Sink.Bool = MemoryMarshal.TryGetArray((ReadOnlyMemory<byte>)Memory, out _);

    [OverlaySample("M:System.Runtime.CompilerServices.Unsafe.*")]
    public static void UnsafeRead() => Sink.Long = Unsafe.ReadUnaligned<long>(ref Bytes[3]);
    public static void SizeOf() => Sink.Int = Unsafe.SizeOf<Point>();
    public static void SegmentSlice() => Sink.Int = Segment.Slice(2).Count;
    public static void SegmentItem() => Sink.Int = Segment[2];
    public static void SequenceSlice() => Sink.Long = Sequence.Slice(4, 20).Length;
    public static void SequenceCopyTo() => Sequence.Slice(0, 8).CopyTo(OtherBytes);
    public static void BigEndianRead() => Sink.Int = BinaryPrimitives.ReadInt32BigEndian(Bytes);
    public static void BigEndianWrite() => BinaryPrimitives.WriteInt64BigEndian(OtherBytes, 5);
    public static void TryWriteLittleEndian() => Sink.Bool = BinaryPrimitives.TryWriteUInt16LittleEndian(OtherBytes, 5);
    public static void ReverseEndianness() => Sink.Int = BinaryPrimitives.ReverseEndianness(5);
    public static void BitConverterToInt32() => Sink.Int = BitConverter.ToInt32(Bytes, 3);
    public static void BitConverterTryWrite() => Sink.Bool = BitConverter.TryWriteBytes(OtherBytes, 3L);
    public static void BitConverterGetBytes() => Sink.Object = BitConverter.GetBytes(3);
    public static void ArrayCopy() => Array.Copy(Ints, OtherInts, 10);
    public static void ArrayClear() => Array.Clear(OtherBytes);
    public static void ArrayIndexOf() => Sink.Int = Array.IndexOf(Ints, 5);
    public static void ArrayFill() => Array.Fill(OtherInts, 5);
    public static void ArrayReverse() => Array.Reverse(OtherInts);
    public static void ArrayBinarySearch() => Sink.Int = Array.BinarySearch(OtherInts, 5);
    public static void ArrayEmpty() => Sink.Object = Array.Empty<Point>();
    public static void ArrayClone() => Sink.Object = Ints.Clone();
    public static void ArrayExists() => Sink.Bool = Array.Exists(Ints, static i => i == 5);
    public static void ArrayFindIndex() => Sink.Int = Array.FindIndex(Ints, static i => i == 5);
    public static void ArrayForEach() => Array.ForEach(Ints, static i => Sink.Int = i);
    public static void ArrayConvertAll() => Sink.Object = Array.ConvertAll(Ints, static i => i + 1);
    public static void BlockCopy() => Buffer.BlockCopy(Bytes, 0, OtherBytes, 3, 10);
    public static void Rent() => ArrayPool<byte>.Shared.Return(ArrayPool<byte>.Shared.Rent(100));
    public static void Base64Decode() => System.Buffers.Text.Base64.DecodeFromUtf8(Data.Base64, OtherBytes, out _, out Sink.Int);
    public static void Base64Encode() => System.Buffers.Text.Base64.EncodeToUtf8(Bytes, OtherBytes, out _, out Sink.Int, isFinalBlock: false);
    public static void FormatInt() => Sink.Bool = Utf8Formatter.TryFormat(12345, OtherBytes, out Sink.Int);
    public static void ParseInt() => Sink.Bool = Utf8Parser.TryParse(Utf8Number, out Sink.Int, out _);
    public static void WriterAdvance()
    {
        Writer.ResetWrittenCount();
        Writer.Write(Bytes);
    }
}
