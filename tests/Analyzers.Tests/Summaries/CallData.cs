// What the measured calls work on, made before anything is measured, and where their results go, so that no call is dropped.
using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace MemallocKit.Analyzers.Tests.Summaries;

internal static class CallData
{
    public static readonly byte[] Bytes = new byte[256];
    public static readonly byte[] Other = new byte[256];
    public static readonly char[] Chars = new char[256];
    public static readonly int[] Ints = [.. Enumerable.Range(0, 64)];
    public static readonly byte[] Utf8Number = "12345"u8.ToArray();
    public static readonly byte[] Encoded = "aGVsbG8gd29ybGQhISEh"u8.ToArray();
    public static readonly string Text = new('a', 40);
    public static readonly Guid Identifier = new("01020304-0506-0708-090a-0b0c0d0e0f10");
    public static readonly List<int> List = [.. Ints];
    public static readonly Dictionary<int, int> Map = Ints.ToDictionary(i => i);
    public static readonly Dictionary<string, int> Names = new() { ["alpha"] = 1 };
    public static readonly HashSet<int> Set = [.. Ints];
    public static readonly Queue<int> Queue = new(Ints);
    public static readonly Stack<int> Stack = new(Ints);
    public static readonly object Gate = new();
    public static readonly Lock Section = new();
    public static readonly AutoResetEvent Signal = new(false);
    public static readonly Exception Failure = new("measured");
    public static readonly Stopwatch Watch = Stopwatch.StartNew();
    public static readonly CancellationTokenSource Cancellation = new();
    public static readonly IncrementalHash Hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    public static readonly SafeFileHandle Storage = System.IO.File.OpenHandle(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);

    public static int Int;
    public static int Length;
    public static long Long;
    public static bool Bool;
    public static nint Native;
    public static ulong Bits;
    public static uint Small;
    public static byte Tiny;
    public static object? Any;
    public static DateTime Time;
    public static SpinWait Spin;
}
