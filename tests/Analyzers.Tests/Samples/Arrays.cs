// Arrays, parameter arrays, ranges and collection expressions; compared with the IL.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;

public enum Color : byte { Red, Green }

public class Arrays
{
    private object _o;
    private int[] _ints = new int[3];
    private static readonly byte[] s_table = { 1, 2, 3 };
    private int[,] _grid = new int[2, 2];
    public byte[] Kept { get; } = new byte[8];
    public int[] Empty() => new int[0];
    public int[] Cached() => Array.Empty<int>();
    public int[][] Jagged(int n) => new[] { new int[n], new[] { 1, 2 } };
    public int[,,] Cube() => new int[,,] { { { 1 }, { 2 } } };
    public object Typed() => new object[] { 1, "a", null };
    public void Implicit() { var a = new[] { 1, 2 }; int[] b = { 3, 4 }; _o = a ?? b; }
    public void Params() { Many(); Many(1); Many(1, 2); Many(new[] { 1 }); Many(null); Any(1, "a"); Any("a"); Spans(1, 2); Rest(1, 2, 3); Lists(1); Enums(1, 2); Enums(); }
    public string ParamsOfFramework(int a, int b, int c, int d) => string.Format("{0}{1}{2}{3}", a, b, c, d);
    public void ParamsInConstructor() => _o = new WithParams(1, 2);
    public int ParamsIndexer(WithParams w) => w[1, 2];
    public int[] Slice(int[] a) => a[1..^1];
    public string SliceText(string s) => s[..2] + s[2..];
    public Memory<int> SliceMemory(Memory<int> m) => m[1..];
    public int Index(int[] a) => a[^1];
    public void Expressions(int n, int[] more)
    {
        int[] a = [n, 1]; List<int> b = [n]; IEnumerable<int> c = [n]; IReadOnlyList<int> d = [1, 2]; ICollection<int> e = [n]; IList<int> f = [];
        Span<int> g = [n, n]; ReadOnlySpan<int> h = [1, 2, 3]; ReadOnlySpan<string> i = ["a", "b"]; ImmutableArray<int> j = [n, n]; HashSet<int> k = [n];
        int[] l = [.. more, n]; IEnumerable<int> m = [.. more]; ReadOnlySpan<int> o = [.. more]; IReadOnlyCollection<int> p = []; int[] q = []; Span<int> r = [];
        _o = a; _o = b; _o = c; _o = d; _o = e; _o = f; _o = k; _o = l; _o = m; _o = p; _o = q; n = g[0] + h[0] + i.Length + j.Length + o.Length + r.Length;
    }
    public ReadOnlySpan<byte> Data() => new byte[] { 1, 2, 3 };
    public ReadOnlySpan<int> DataOfInts() => new[] { 1, 2, 3 };
    public ReadOnlySpan<char> DataOfColors() => ['a', 'b'];
    public ReadOnlySpan<Color> DataOfEnums() => [Color.Red, Color.Green];
    public ReadOnlySpan<byte> Text() => "text"u8;
    public byte[] TextArray() => "text"u8.ToArray();
    public unsafe int Stack() { int* p = stackalloc int[4]; Span<byte> s = stackalloc byte[] { 1, 2 }; return p[0] + s[0]; }
    public object Fresh<T>() where T : new() => new T[1];
    public T Make<T>() where T : new() => new T();
    public T MakeClass<T>() where T : class, new() => new T();
    private static void Many(params int[] all) { }
    private static void Any(params object[] all) { }
    private static void Spans(params ReadOnlySpan<int> all) { }
    private static void Rest(int first, params int[] rest) { }
    private static void Lists(params List<int> all) { }
    private static void Enums(params IEnumerable<int> all) { }
}

public class WithParams { public WithParams(params int[] all) { } public int this[params int[] at] => at.Length; }
