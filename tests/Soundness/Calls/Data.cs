// What the measured calls work on, made before anything is measured.
using System.Buffers;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;

namespace MemallocKit.Soundness.Calls;

internal enum Color
{
    Red,
    Green,
}

internal readonly record struct Point(int X, int Y);

internal sealed class Node(int value) : IComparable<Node>
{
    public int Value { get; } = value;

    public int CompareTo(Node? other) => Value.CompareTo(other?.Value);
}

/// <summary>Results go here, so that no call is dropped.</summary>
internal static class Sink
{
    public static int Int;
    public static long Long;
    public static double Double;
    public static bool Bool;
    public static object? Object;
    public static DateTime Time;
    public static decimal Decimal;
    public static Guid Guid;
    public static TimeSpan Span;
}

internal static class Data
{
    public static readonly byte[] Bytes = new byte[256];
    public static readonly byte[] OtherBytes = new byte[256];
    public static readonly char[] Chars = new char[256];
    public static readonly int[] Ints = [.. Enumerable.Range(0, 64).Select(i => i * 7919 % 64)];
    public static readonly int[] OtherInts = new int[64];
    public static readonly string[] Strings = ["delta", "alpha", "charlie", "bravo"];
    public static readonly Point[] Points = new Point[16];
    public static readonly string Text = new('a', 40);
    public static readonly string Words = "hello brave new world";
    public static readonly string Number = "12345";
    public static readonly byte[] Utf8Number = "12345"u8.ToArray();
    public static readonly byte[] Base64 = "aGVsbG8gd29ybGQhISEh"u8.ToArray();
    public static readonly string Hex = "00ff10a0b0";
    public static readonly DateTime Time = new(2020, 2, 3, 4, 5, 6, DateTimeKind.Utc);
    public static readonly Guid Guid = new("01020304-0506-0708-090a-0b0c0d0e0f10");
    public static readonly Version Version = new(1, 2, 3, 4);
    public static readonly IPAddress Address = IPAddress.Parse("10.1.2.3");
    public static readonly Uri Uri = new("http://example.org/path?query");

    public static readonly List<int> List = [.. Ints];
    public static readonly List<string> StringList = [.. Strings];
    public static readonly Dictionary<int, int> IntMap = Ints.Distinct().ToDictionary(i => i);
    public static readonly Dictionary<string, int> StringMap = Strings.ToDictionary(s => s, s => s.Length);
    public static readonly Dictionary<Point, int> PointMap = new() { [new Point(1, 2)] = 3 };
    public static readonly HashSet<int> IntSet = [.. Ints];
    public static readonly HashSet<string> StringSet = [.. Strings];
    public static readonly SortedDictionary<int, int> Sorted = new(IntMap);
    public static readonly SortedList<int, int> SortedList = new(IntMap);
    public static readonly SortedSet<int> SortedSet = [.. Ints];
    public static readonly Queue<int> Queue = new(Ints);
    public static readonly Stack<int> Stack = new(Ints);
    public static readonly LinkedList<int> Linked = new(Ints);
    public static readonly PriorityQueue<int, int> Priority = new(Ints.Select(i => (i, i)));
    public static readonly ConcurrentDictionary<int, int> Concurrent = new(IntMap);
    public static readonly ConcurrentDictionary<string, object> ConcurrentObjects = new(Strings.Select(s => KeyValuePair.Create(s, (object)s)));
    public static readonly ConcurrentQueue<int> ConcurrentQueue = new(Ints);
    public static readonly ConcurrentStack<int> ConcurrentStack = new(Ints);
    public static readonly ImmutableArray<int> Immutable = [.. Ints];
    public static readonly ImmutableDictionary<int, int> ImmutableMap = IntMap.ToImmutableDictionary();
    public static readonly FrozenDictionary<string, int> Frozen = StringMap.ToFrozenDictionary();
    public static readonly FrozenSet<int> FrozenSet = Ints.ToFrozenSet();
    public static readonly BitArray Bits = new(100);
    public static readonly ArraySegment<byte> Segment = new(Bytes, 3, 20);
    public static readonly Memory<byte> Memory = Bytes;
    public static readonly ReadOnlySequence<byte> Sequence = new(Bytes);
    public static readonly SearchValues<char> Vowels = SearchValues.Create("aeiou");

    public static readonly object Gate = new();
    public static readonly Lock Lock = new();
    public static readonly SemaphoreSlim Semaphore = new(1, 1);
    public static readonly ManualResetEventSlim SetEvent = new(true);
    public static readonly ManualResetEvent KernelEvent = new(true);
    public static readonly AutoResetEvent AutoEvent = new(false);
    public static readonly Mutex Mutex = new();
    public static readonly ReaderWriterLockSlim ReaderWriter = new();
    public static readonly ThreadLocal<int> OfThread = new(() => 5);
    public static readonly AsyncLocal<int> OfFlow = new();
    public static readonly CancellationTokenSource Cancellation = new();
    public static readonly Channel<int> Channel = System.Threading.Channels.Channel.CreateUnbounded<int>();
    public static readonly Lazy<int> Lazy = new(() => 3);
    public static readonly WeakReference<object> Weak = new(Gate);
    public static readonly Random Random = new(1);

    public static readonly MemoryStream Stream = new(new byte[4096]);
    public static readonly StringBuilder Builder = new(4096);
    public static readonly ArrayBufferWriter<byte> Writer = new(1 << 20);
    public static readonly Encoder Encoder = Encoding.UTF8.GetEncoder();
    public static readonly Aes Aes = Aes.Create();
    public static readonly AesGcm Gcm = new(new byte[16], 16);
    public static readonly byte[] Nonce = new byte[12];
    public static readonly byte[] Tag = new byte[16];
    public static readonly Socket Sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    public static readonly string FilePath = Path.GetTempFileName();
    public static readonly FileStream File = new(FilePath, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);

    public static readonly Microsoft.Win32.SafeHandles.SafeFileHandle FileHandle = System.IO.File.OpenHandle(
        Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);

    public static readonly IEqualityComparer<string> Comparer = StringComparer.Ordinal;
    public static readonly object Boxed = 5;
    public static readonly Node Node = new(3);
    public static int Shared;
}
