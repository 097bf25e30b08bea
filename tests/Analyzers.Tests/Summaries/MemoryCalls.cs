// Members of the framework that scopes may call: spans, memory, arrays, bits. Run and measured, and read as source, by FrameworkListTests.
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static MemallocKit.Analyzers.Tests.Summaries.CallData;

namespace MemallocKit.Analyzers.Tests.Summaries;

internal static class MemoryCalls
{
    public static void SpanMembers()
    {
        Span<byte> span = new(Bytes, 0, 64);
        span = new Span<byte>(Bytes);
        Int = span.Length + span[3];
        Bool = span.IsEmpty;
        span = span.Slice(1).Slice(1, 8);
        span = span[1..][..4];
        span.Fill(3);
        span.Clear();
        span.CopyTo(Other);
        Bool = span.TryCopyTo(Other);
        foreach (ref var b in span)
        {
            b = 1;
        }

        foreach (var b in (ReadOnlySpan<byte>)span)
        {
            Int = b;
        }

        Int = span.GetPinnableReference();
        Int = Span<byte>.Empty.Length;
        Bool = span == span.Slice(0);
    }

    public static unsafe void ReadOnlySpanMembers()
    {
        ReadOnlySpan<byte> span = new(Bytes, 0, 64);
        span = new ReadOnlySpan<byte>(Bytes);
        span = Bytes;
        span = (Span<byte>)Bytes;
        Int = span.Length + span[3];
        Bool = span.IsEmpty;
        span = span.Slice(1).Slice(1, 8);
        span.CopyTo(Other);
        Bool = span.TryCopyTo(Other);
        Int = span.GetPinnableReference();
        Int = ReadOnlySpan<byte>.Empty.Length;
        Bool = span == span.Slice(0);
        fixed (byte* pointer = Bytes)
        {
            Int = new Span<byte>(pointer, 4).Length + new ReadOnlySpan<byte>(pointer, 4).Length;
        }
    }

    public static void Memory()
    {
        Memory<byte> memory = Bytes;
        memory = Bytes.AsMemory();
        memory = Bytes.AsMemory(1);
        memory = Bytes.AsMemory(1, 20);
        memory = memory.Slice(1).Slice(1, 4);
        Int = memory.Length + memory.Span[0];
        Bool = memory.IsEmpty;
        ReadOnlyMemory<byte> read = memory;
        read = read.Slice(1).Slice(1, 2);
        Int = read.Length + read.Span[0];
        Bool = read.IsEmpty;
        Int = Text.AsMemory().Length;
        ArraySegment<byte> segment = new(Bytes, 1, 8);
        segment = Bytes;
        Int = segment.Count + segment.Offset + segment[0];
        segment = segment.Slice(1).Slice(0, 2);
        Int = segment.AsSpan().Length;
    }

    public static void Searches()
    {
        ReadOnlySpan<byte> bytes = Bytes;
        Span<byte> writable = Bytes;
        Int = bytes.IndexOf((byte)3) + bytes.IndexOf(Other.AsSpan(0, 2)) + bytes.LastIndexOf((byte)3);
        Int = bytes.IndexOfAny((byte)1, (byte)2) + bytes.IndexOfAnyExcept((byte)0) + bytes.Count((byte)0);
        Int = bytes.CommonPrefixLength(Other);
        Bool = bytes.SequenceEqual(Other);
        Bool = writable.SequenceEqual(Other);
        Int = bytes.SequenceCompareTo(Other);
        Bool = bytes.StartsWith(Other);
        Bool = bytes.EndsWith(Other);
        Bool = bytes.Contains((byte)3);
        Int = Ints.AsSpan().BinarySearch(5);
        Ints.AsSpan().Reverse();
        Int = Ints.AsSpan(1).Length + Ints.AsSpan(1, 2).Length + Ints.AsSpan(1..).Length;
        Ints.AsSpan().Replace(77, 78);
    }

    public static void Reinterpretations()
    {
        Int = MemoryMarshal.Cast<byte, int>(Bytes.AsSpan()).Length + MemoryMarshal.Cast<byte, int>((ReadOnlySpan<byte>)Bytes).Length;
        Int = MemoryMarshal.AsBytes(Ints.AsSpan()).Length + MemoryMarshal.AsBytes((ReadOnlySpan<int>)Ints).Length;
        Long = MemoryMarshal.Read<long>(Bytes);
        MemoryMarshal.Write(Other, 5L);
        Bool = MemoryMarshal.TryRead(Bytes, out Long);
        Bool = MemoryMarshal.TryWrite(Other, 5L);
        ref var first = ref MemoryMarshal.GetReference(Ints.AsSpan());
        Int = MemoryMarshal.GetReference((ReadOnlySpan<int>)Ints) + MemoryMarshal.GetArrayDataReference(Ints);
        Int = MemoryMarshal.CreateSpan(ref first, 1).Length + MemoryMarshal.CreateReadOnlySpan(ref first, 1).Length;
        Int = MemoryMarshal.AsRef<int>(Bytes.AsSpan()) + MemoryMarshal.AsRef<int>((ReadOnlySpan<byte>)Bytes);
        Int = CollectionsMarshal.AsSpan(List).Length;
    }

    public static unsafe void Pointers()
    {
        Unsafe.SkipInit(out long skipped);
        Long = skipped;
        ref var first = ref Ints[0];
        Int = Unsafe.Add(ref first, 1) + Unsafe.As<int, int>(ref first) + Unsafe.SizeOf<int>();
        Int = Unsafe.Add(ref first, (nint)1) + Unsafe.Add(ref first, (nuint)1) + Unsafe.AddByteOffset(ref first, (nint)4) + Unsafe.AddByteOffset(ref first, (nuint)4);
        Int = Unsafe.Subtract(ref Ints[3], 1) + (int)Unsafe.ByteOffset(ref first, ref Ints[1]);
        Int = Unsafe.ReadUnaligned<int>(ref Bytes[1]);
        Unsafe.WriteUnaligned(ref Other[1], 5);
        Bool = Unsafe.AreSame(ref first, ref Ints[0]);
        Bool = Unsafe.IsNullRef(ref first);
        Any = Unsafe.As<string>(Text);
        fixed (int* pointer = Ints)
        {
            Bool = Unsafe.AsPointer(ref Unsafe.AsRef<int>(pointer)) == pointer;
            Int = Unsafe.Read<int>(pointer);
            Unsafe.Write(pointer, 4);
            Buffer.MemoryCopy(pointer, pointer + 4, 8, 8);
            Unsafe.CopyBlock(pointer, pointer + 4, 4);
            Unsafe.InitBlock(pointer, 0, 4);
        }
    }

    public static void Endianness()
    {
        Int = BinaryPrimitives.ReadInt16BigEndian(Bytes) + BinaryPrimitives.ReadUInt16BigEndian(Bytes) + BinaryPrimitives.ReadInt32BigEndian(Bytes);
        Long = BinaryPrimitives.ReadUInt32BigEndian(Bytes) + BinaryPrimitives.ReadInt64BigEndian(Bytes) + (long)BinaryPrimitives.ReadUInt64BigEndian(Bytes);
        Int = BinaryPrimitives.ReadInt16LittleEndian(Bytes) + BinaryPrimitives.ReadUInt16LittleEndian(Bytes) + BinaryPrimitives.ReadInt32LittleEndian(Bytes);
        Long = BinaryPrimitives.ReadUInt32LittleEndian(Bytes) + BinaryPrimitives.ReadInt64LittleEndian(Bytes) + (long)BinaryPrimitives.ReadUInt64LittleEndian(Bytes);
        BinaryPrimitives.WriteInt16BigEndian(Other, 1);
        BinaryPrimitives.WriteUInt16BigEndian(Other, 1);
        BinaryPrimitives.WriteInt32BigEndian(Other, 1);
        BinaryPrimitives.WriteUInt32BigEndian(Other, 1);
        BinaryPrimitives.WriteInt64BigEndian(Other, 1);
        BinaryPrimitives.WriteUInt64BigEndian(Other, 1);
        BinaryPrimitives.WriteInt16LittleEndian(Other, 1);
        BinaryPrimitives.WriteUInt16LittleEndian(Other, 1);
        BinaryPrimitives.WriteInt32LittleEndian(Other, 1);
        BinaryPrimitives.WriteUInt32LittleEndian(Other, 1);
        BinaryPrimitives.WriteInt64LittleEndian(Other, 1);
        BinaryPrimitives.WriteUInt64LittleEndian(Other, 1);
        Int = BinaryPrimitives.ReverseEndianness(5);
        Long = BinaryPrimitives.ReverseEndianness(5L);
    }

    public static void Bits()
    {
        Int = BitOperations.PopCount(5U) + BitOperations.PopCount(5UL) + BitOperations.Log2(5U) + BitOperations.Log2(5UL);
        Int = BitOperations.LeadingZeroCount(5U) + BitOperations.LeadingZeroCount(5UL) + BitOperations.TrailingZeroCount(5) + BitOperations.TrailingZeroCount(5U);
        Int = BitOperations.TrailingZeroCount(5L) + BitOperations.TrailingZeroCount(5UL) + (int)BitOperations.RotateLeft(5U, 3);
        Long = (long)(BitOperations.RotateLeft(5UL, 3) + BitOperations.RotateRight(5UL, 3) + BitOperations.RoundUpToPowerOf2(5UL) + BitOperations.RoundUpToPowerOf2(5U));
        Bool = BitOperations.IsPow2(4);
        Bool = BitOperations.IsPow2(4U);
        Bool = BitOperations.IsPow2(4L);
        Bool = BitOperations.IsPow2(4UL);
        Int = BitConverter.ToInt32(Bytes, 3) + BitConverter.SingleToInt32Bits(1);
        Long = BitConverter.ToInt64(Bytes, 3) + BitConverter.DoubleToInt64Bits(1);
        Bool = BitConverter.TryWriteBytes(Other, 3);
        Bool = BitConverter.TryWriteBytes(Other, 3L);
    }

    public static void Arrays()
    {
        Array.Clear(Other);
        Array.Clear(Other, 1, 2);
        Int = Array.IndexOf(Ints, 5) + Array.BinarySearch(Ints, 5);
        Array.Fill(Other, (byte)5);
        Array.Reverse(Other);
        Any = Array.Empty<int>();
        Buffer.BlockCopy(Bytes, 0, Other, 3, 10);
        Int = Bytes.Length + Bytes.Rank + Bytes.GetLength(0) + (int)Bytes.LongLength;
    }

    public static void Utf8Text()
    {
        Bool = Utf8Parser.TryParse(Utf8Number, out Int, out _);
        Bool = Utf8Parser.TryParse(Utf8Number, out Long, out _);
        Bool = Base64.EncodeToUtf8(Bytes, Other, out _, out Int, isFinalBlock: false) != default;
        Bool = Base64.DecodeFromUtf8(Encoded, Other, out _, out Int) != default;
    }
}
