// Members of the framework that scopes may call: numbers, text, time, threads, collections, files. As MemoryCalls.
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Unicode;
using static MemallocKit.Analyzers.Tests.Summaries.CallData;

namespace MemallocKit.Analyzers.Tests.Summaries;

internal static class SystemCalls
{
    public static void Numbers()
    {
        Int = Math.Min(1, Int) + Math.Max(1, Int) + Math.Abs(Int) + Math.Clamp(Int, 1, 3) + Math.DivRem(7, 2, out _) + Math.Sign(Int);
        Long = Math.Min(1L, Long) + Math.Max(1L, Long) + Math.Abs(Long) + Math.Clamp(Long, 1, 3) + (long)Math.Min(1UL, 2UL) + Math.BigMul(2, 3);
        Int = (int)(Math.Min(1U, 2U) + Math.Max(1U, 2U)) + (int)Math.Max(1UL, 2UL) + (int)Math.Ceiling(1.5) + (int)Math.Floor(1.5) + (int)Math.Sqrt(4);
        (Int, _) = Math.DivRem(7, 2);
        (Long, _) = Math.DivRem(7L, 2L);
        Int = (int)Math.Round(1.5) + (int)Math.Pow(2, 3) + (int)Math.Log2(8) + (int)Math.Min(1.0, 2.0) + (int)Math.Max(1.0, 2.0);
        Int = Int.CompareTo(3) + Long.CompareTo(3L) + Int.GetHashCode() + Long.GetHashCode();
        Int = ((byte)1).CompareTo((byte)2) + 'a'.CompareTo('b') + ((short)1).CompareTo((short)2) + 1.0.CompareTo(2.0);
        Bool = ((byte)1).Equals((byte)2) | 'a'.Equals('b') | ((short)1).Equals((short)2) | 1.0.Equals(2.0) | ((uint)Int).Equals(3U) | ((ulong)Int).Equals(3UL);
        Int = ((uint)Int).CompareTo(3U) + ((ulong)Int).CompareTo(3UL) + Bool.CompareTo(true);
        Bool = Int.Equals(3) | Long.Equals(3L) | Bool.Equals(true);
        Int = int.Min(1, 2) + int.Max(1, 2) + (int)long.Min(1, 2) + (int)long.Max(1, 2) + int.Abs(1);
        Bool = double.IsNaN(1) | double.IsFinite(1) | int.IsNegative(1);
        Bool = HashCode.Combine(1, 2) == HashCode.Combine(1, 2, 3);
    }

    public static void NumbersAsText()
    {
        Span<char> chars = Chars;
        Bool = Int.TryFormat(chars, out Length);
        Bool = Long.TryFormat(chars, out Length, default, CultureInfo.InvariantCulture);
        Bool = Int.TryFormat(Other.AsSpan(), out Length);
        Bool = Long.TryFormat(Other.AsSpan(), out Length, default, CultureInfo.InvariantCulture);
        Bool = ((uint)Length).TryFormat(Other.AsSpan(), out Length) | ((ulong)Length).TryFormat(Other.AsSpan(), out Length);
        Bool = int.TryParse("12".AsSpan(), out Int) | long.TryParse("12".AsSpan(), out Long);
        Bool = int.TryParse("12"u8, out Int) | long.TryParse("12"u8, out Long);
        Bool = int.TryParse("12", out Int) | long.TryParse("12", out Long);
        Bool = int.TryParse("12".AsSpan(), NumberStyles.Integer, CultureInfo.InvariantCulture, out Int);
        Bool = Identifier.TryFormat(chars, out Length);
        Bool = Identifier == Guid.Empty;
        Bool = Identifier.TryWriteBytes(Other);
    }

    public static void InterpolatedText() => Bool = Chars.AsSpan().TryWrite($"n = {Text} of {Text.AsSpan()}", out Length);

    public static void Utf8Text() => Bool = Utf8.TryWrite(Other, $"n = {(ReadOnlySpan<byte>)Utf8Number}", out Length);

    public static void Strings()
    {
        Int = Text.Length + Text[3] + Text.AsSpan().Length + Text.AsSpan(1).Length + Text.AsSpan(1, 2).Length;
        Bool = string.IsNullOrEmpty(Text) | string.IsNullOrWhiteSpace(Text) | string.Equals(Text, "b") | Text.Equals("b") | Text == "c" | Text != "d";
        Bool = string.Equals(Text, "b", StringComparison.Ordinal) | Text.Equals("b", StringComparison.OrdinalIgnoreCase) | Text.Contains('a');
        Bool = Text.StartsWith('a') | Text.EndsWith('a') | Text.StartsWith("ab", StringComparison.Ordinal) | Text.EndsWith("ab", StringComparison.Ordinal);
        Int = string.CompareOrdinal(Text, "b") + Text.IndexOf('x') + Text.LastIndexOf('x') + Text.IndexOf("xy", StringComparison.Ordinal);
        Text.CopyTo(Chars);
        Text.CopyTo(0, Chars, 0, 3);
        Int = Text.GetHashCode();
        ReadOnlySpan<char> span = Text;
        Bool = span.Equals("b", StringComparison.Ordinal) | span.StartsWith("b", StringComparison.Ordinal) | span.EndsWith("b", StringComparison.Ordinal);
        Int = span.Trim().Length + span.TrimStart().Length + span.TrimEnd().Length + span.ToLowerInvariant(Chars) + span.ToUpperInvariant(Chars);
        Bool = char.IsDigit('3') | char.IsLetter('3') | char.IsWhiteSpace('3') | char.IsAsciiDigit('3') | char.IsAsciiLetter('3') | char.IsLetterOrDigit('3');
        Int = char.ToUpperInvariant('a') + char.ToLowerInvariant('a');
        Bool = Utf8.FromUtf16(Text, Other, out _, out Length) != default;
        Bool = Utf8.ToUtf16("abc"u8, Chars, out _, out Length) != default;
    }

    public static void Times()
    {
        Long = Stopwatch.GetTimestamp() + Stopwatch.Frequency + Environment.TickCount64 + Environment.TickCount;
        Long = Stopwatch.GetElapsedTime(0).Ticks + Stopwatch.GetElapsedTime(0, 1).Ticks;
        Time = Time.AddSeconds(1).AddMilliseconds(1).AddTicks(1).Add(TimeSpan.FromMilliseconds(1L));
        Long = Time.Ticks + (Time - new DateTime(2020, 1, 1)).Ticks + TimeSpan.Zero.Ticks;
        Bool = Time > DateTime.MinValue & Time <= DateTime.MaxValue & Time == DateTime.MinValue;
        var span = new TimeSpan(5) + TimeSpan.FromTicks(3) - TimeSpan.FromSeconds(1L);
        Int = (int)span.TotalMilliseconds + (int)span.TotalSeconds + span.Milliseconds + span.Seconds + span.Minutes + span.Hours;
        Bool = span > TimeSpan.Zero | span < TimeSpan.Zero | span >= TimeSpan.Zero | span <= TimeSpan.Zero | span == TimeSpan.Zero | span != TimeSpan.Zero;
        Watch.Restart();
        Watch.Stop();
        Watch.Start();
        Long = Watch.ElapsedTicks + Watch.ElapsedMilliseconds + Watch.Elapsed.Ticks;
    }

    public static void Atomics()
    {
        Int = Interlocked.Increment(ref Int) + Interlocked.Decrement(ref Int) + Interlocked.Add(ref Int, 2) + Interlocked.Exchange(ref Int, 3);
        Int = Interlocked.CompareExchange(ref Int, 1, 2) + Interlocked.And(ref Int, 1) + Interlocked.Or(ref Int, 1);
        Long = Interlocked.Increment(ref Long) + Interlocked.Decrement(ref Long) + Interlocked.Add(ref Long, 2) + Interlocked.Exchange(ref Long, 3);
        Long = Interlocked.CompareExchange(ref Long, 1, 2) + Interlocked.Read(ref Long);
        Any = Interlocked.Exchange(ref Any, Text);
        Any = Interlocked.CompareExchange(ref Any, Text, null);
        Interlocked.MemoryBarrier();
        Int = Volatile.Read(ref Int);
        Volatile.Write(ref Int, 3);
        Long = Volatile.Read(ref Long);
        Volatile.Write(ref Long, 3);
        Bool = Volatile.Read(ref Bool);
        Volatile.Write(ref Bool, true);
        Any = Volatile.Read(ref Any);
        Volatile.Write(ref Any, Text);
        Thread.MemoryBarrier();
        Native = Volatile.Read(ref Native) + Interlocked.Exchange(ref Native, 1) + Interlocked.CompareExchange(ref Native, 1, 2);
        Volatile.Write(ref Native, 1);
        Bits = Volatile.Read(ref Bits) + Interlocked.Exchange(ref Bits, 1) + Interlocked.CompareExchange(ref Bits, 1, 2) + Interlocked.Or(ref Bits, 1);
        Bits += Interlocked.And(ref Bits, 1) + Interlocked.Add(ref Bits, 1) + Interlocked.Increment(ref Bits) + Interlocked.Decrement(ref Bits);
        Volatile.Write(ref Bits, 1);
        Small = Volatile.Read(ref Small) + Interlocked.Exchange(ref Small, 1) + Interlocked.CompareExchange(ref Small, 1, 2);
        Volatile.Write(ref Small, 1);
        Tiny = Volatile.Read(ref Tiny);
        Volatile.Write(ref Tiny, 1);
    }

    public static void Threads()
    {
        Monitor.Enter(Gate);
        Monitor.PulseAll(Gate);
        Monitor.Pulse(Gate);
        Monitor.Exit(Gate);
        var taken = false;
        Monitor.Enter(Gate, ref taken);
        Bool = Monitor.IsEntered(Gate);
        Monitor.Exit(Gate);
        Bool = Monitor.TryEnter(Gate);
        Monitor.Exit(Gate);
        Section.Enter();
        Section.Exit();
        using (Section.EnterScope())
        {
            Int = 3;
        }

        Bool = Section.TryEnter();
        Bool = Section.IsHeldByCurrentThread;
        Section.Exit();
        Spin.SpinOnce();
        Spin.Reset();
        Thread.SpinWait(1);
        Bool = Thread.Yield();
        Int = Environment.CurrentManagedThreadId + Environment.ProcessorCount;
        Bool = default(CancellationToken).IsCancellationRequested | Cancellation.Token.IsCancellationRequested | Cancellation.IsCancellationRequested;
        Cancellation.Token.ThrowIfCancellationRequested();
        Bool = CancellationToken.None.CanBeCanceled;
    }

    public static void Signals()
    {
        Bool = Signal.Set();
        Bool = Signal.WaitOne();
        lock (Gate)
        {
            Bool = Monitor.Wait(Gate, 0);
        }
    }

    public static void Guards()
    {
        ArgumentNullException.ThrowIfNull(Text);
        ArgumentOutOfRangeException.ThrowIfNegative(3);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(3);
        ArgumentOutOfRangeException.ThrowIfZero(3);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(3, 4);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(3, 4);
        ArgumentOutOfRangeException.ThrowIfLessThan(3, 2);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(3, 2);
        ArgumentException.ThrowIfNullOrEmpty(Text);
        ObjectDisposedException.ThrowIf(Text.Length == 0, Text);
        ObjectDisposedException.ThrowIf(Text.Length == 0, typeof(string));
        GC.KeepAlive(Text);
        Int = Failure.HResult;
        GC.SuppressFinalize(Gate);
        Bool = ReferenceEquals(Text, Gate);
        Long = GC.GetAllocatedBytesForCurrentThread();
        int? some = Int;
        Int = some.Value + some.GetValueOrDefault() + some.GetValueOrDefault(3) + (some.HasValue ? 1 : 0) + (int)some;
        Int = new Index(3).Value + new Index(1, true).GetOffset(5) + new Range(1, 3).GetOffsetAndLength(5).Length + (1..3).Start.Value + (1..3).End.Value;
        Bool = OperatingSystem.IsLinux() | OperatingSystem.IsWindows() | OperatingSystem.IsMacOS() | BitConverter.IsLittleEndian;
    }

    public static void Collections()
    {
        Int = List.Count + List[3] + List.Capacity + List.IndexOf(5) + List.BinarySearch(5);
        List[3] = 4;
        Bool = List.Contains(5);
        foreach (var i in List)
        {
            Int = i;
        }

        List.Reverse();
        List.CopyTo(Ints);
        Int = Map.Count + Map[1];
        Bool = Map.TryGetValue(1, out Int) | Map.ContainsKey(1) | Names.ContainsKey("alpha") | Names.TryGetValue("alpha", out Int);
        foreach (var (key, value) in Map)
        {
            Int = key + value;
        }

        Bool = Set.Contains(3);
        Int = Set.Count + Queue.Count + Stack.Count + Queue.Peek() + Stack.Peek();
        Bool = Queue.TryPeek(out Int) | Stack.TryPeek(out Int);
        Span<int> listed = CollectionsMarshal.AsSpan(List);
        CollectionsMarshal.GetValueRefOrNullRef(Map, 1) = listed.Length;
    }

    public static void Files()
    {
        RandomAccess.Write(Storage, Bytes, 0);
        Int = RandomAccess.Read(Storage, Other, 0);
        RandomAccess.FlushToDisk(Storage);
        Bool = Storage.IsInvalid | Storage.IsClosed;
        Hash.AppendData(Bytes);
        Hash.AppendData(Bytes.AsSpan());
        Int = Hash.GetHashAndReset(Other);
        Int = SHA256.HashData(Bytes, Other);
        Int = Marshal.GetLastPInvokeError() + Marshal.GetLastSystemError();
        Marshal.SetLastPInvokeError(3);
        Marshal.SetLastSystemError(3);
    }
}
