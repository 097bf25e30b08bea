// Collection expressions of every target, params collections, inline arrays, ranges and patterns over them; compared with the IL.
using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Linq;
using System.Runtime.CompilerServices;

[InlineArray(4)]
public struct Four { private int _first; }

[InlineArray(3)]
public struct ThreeNames { private string _first; }

[CollectionBuilder(typeof(Bag), nameof(Bag.Create))]
public sealed class Bag : IEnumerable<int>
{
    private readonly int[] _all = [];
    public static Bag Create(ReadOnlySpan<int> all) => new();
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_all).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

[CollectionBuilder(typeof(Sack), nameof(Sack.Create))]
public struct Sack : IEnumerable<int>
{
    public static Sack Create(ReadOnlySpan<int> all) => default;
    public IEnumerator<int> GetEnumerator() => null;
    IEnumerator IEnumerable.GetEnumerator() => null;
}

public struct Stackful : IEnumerable<int>
{
    public void Add(int n) { }
    public IEnumerator<int> GetEnumerator() => null;
    IEnumerator IEnumerable.GetEnumerator() => null;
}

public sealed class Heap : IEnumerable
{
    public void Add(object o) { }
    public IEnumerator GetEnumerator() => null;
}

public class Targets
{
    public int[] Array(int n) => [n];
    public int[] Constants() => [1, 2, 3, 4];
    public byte[] Bytes() => [1, 2, 3];
    public string[] Texts(string s) => [s, "a"];
    public object[] Objects(int n) => [n, "a", null];
    public int[][] Jagged(int n) => [[n], [], [1, 2]];
    public Span<int> Span(int n) { Span<int> s = [n, n]; return s.ToArray(); }
    public ReadOnlySpan<char> Chars() => ['a', 'b'];
    public int ReadOnlyOfVariables(int n) { ReadOnlySpan<int> s = [n, 1]; return s[0]; }
    public int ReadOnlyOfStructs(DateTime d) { ReadOnlySpan<DateTime> s = [d, d]; return s.Length; }
    public int ReadOnlyOfDecimals() { ReadOnlySpan<decimal> s = [1m, 2m]; return s.Length; }
    public int ReadOnlyOfStrings() { ReadOnlySpan<string> s = ["a", "b"]; return s.Length; }
    public int ReadOnlyOfOneString(string a) { ReadOnlySpan<string> s = [a]; return s.Length; }
    public int ReadOnlyOfNative(nint n) { ReadOnlySpan<nint> s = [1, 2]; return s.Length; }
    public int ReadOnlyOfBools() { ReadOnlySpan<bool> s = [true, false]; return s.Length; }
    public int ReadOnlyOfDoubles() { ReadOnlySpan<double> s = [1, 2.5]; return s.Length; }
    public int EmptySpan() { Span<int> s = []; return s.Length; }
    public int SpreadInSpan(int[] a) { Span<int> s = [.. a]; return s.Length; }
    public int SpreadInReadOnlySpan(List<int> a) { ReadOnlySpan<int> s = [1, .. a]; return s.Length; }
    public int SpreadSpanInSpan(ReadOnlySpan<int> a) { ReadOnlySpan<int> s = [1, .. a]; return s.Length; }
    public int SpreadExpressionInSpan(int n) { ReadOnlySpan<int> s = [1, .. (int[])[n, n]]; return s.Length; }
    public List<int> List(int n) => [n];
    public List<int> EmptyList() => [];
    public List<object> Boxes(int n) => [n, DayOfWeek.Friday];
    public IEnumerable<int> Enumerable(int n) => [n];
    public IEnumerable<int> EnumerableOfTwo(int n) => [n, 2];
    public IEnumerable<int> EmptyEnumerable() => [];
    public IReadOnlyCollection<string> Collection(string s) => [s];
    public IReadOnlyList<string> EmptyReadOnly() => [];
    public ICollection<int> Mutable(int n) => [n];
    public ICollection<int> EmptyMutable() => [];
    public IList<int> EmptyMutableList() => [];
    public ImmutableArray<int> Immutable(int n) => [n, 1];
    public ImmutableArray<int> EmptyImmutable() => [];
    public ImmutableArray<int> SpreadImmutable(int[] a) => [.. a, 1];
    public ImmutableList<int> ImmutableOfList(int n) => [n];
    public ImmutableHashSet<int> ImmutableSet() => [];
    public FrozenSet<int> Frozen(int n) => [n];
    public HashSet<int> Set(int n) => [n];
    public SortedSet<int> EmptySet() => [];
    public Collection<int> OldCollection(int n) => [n];
    public Bag Built(int n) => [n];
    public Bag BuiltEmpty() => [];
    public Bag BuiltFromSpread(IEnumerable<int> a) => [1, .. a];
    public Sack BuiltStructFromSpread(int[] a) => [.. a, 2];
    public Bag BuiltOfConstants() => [1, 2];
    public Sack BuiltStruct(int n) => [n, n];
    public Bag BuiltOfSpread(List<int> more) => [1, .. more];
    public Sack BuiltStructOfSpread(List<int> more) => [.. more, 1];
    public Sack BuiltStructOfSpreadArray(int[] more) => [.. more];
    public Stackful Struct(int n) => [n, n];
    public Heap Untyped(int n) => [n, "a"];
    public int[] Spread(int[] a, List<int> b) => [.. a, .. b, 1];
    public int[] SpreadAlone(int[] a) => [.. a];
    public List<int> SpreadToList(IEnumerable<int> a) => [.. a];
    public int[] SpreadUnknown(IEnumerable<int> a) => [1, .. a];
    public IEnumerable<int> SpreadToInterface(IEnumerable<int> a) => [.. a, 1];
    public object[] SpreadBoxes(int[] a) => [.. a];
    public int[] SpreadChoice(bool b, int n) => [1, .. b ? (int[])[n] : []];
    public int[] SpreadQuery(int[] a) => [.. from x in a select x + 1];
    public int[] SpreadString(string s) => [.. s.Select(static c => (int)c)];
    public char[] SpreadText(string s) => [.. s];
    public Dictionary<string, int> Dictionary(int n) => new() { ["a"] = n, ["b"] = 2 };
    public Dictionary<string, object> DictionaryOfBoxes(int n) => new() { { "a", n }, { "b", "c" } };
    public Dictionary<string, int> EmptyDictionary() => [];
    public int Cast(int n) => ((int[])[n, n]).Length + ((Span<int>)[n]).Length;
    public int Argument(int n) => Take([n]) + Take([]) + TakeSpan([n, 1]) + TakeSpan([1, 2]);
    public int[] Conditional(bool b, int n) => b ? [n] : [];
    public IEnumerable<int[]> Nested(int n) => [[n], []];
    public void Loop() { foreach (var n in (int[])[1, 2]) { Take([n]); } }
    public void LoopOverSpan(int n) { foreach (var m in (ReadOnlySpan<int>)[n, 2]) { TakeSpan([m]); } }
    public int[] Coalesce(int[] a) => a ?? [];
    public T[] Generic<T>(T t) => [t];
    public List<T> GenericList<T>(T t) => [t];
    public int GenericSpan<T>(T t) { ReadOnlySpan<T> s = [t, t]; return s.Length; }
    public T Constrained<T>(int n) where T : ICollection<int>, new() => [n];
    public T ConstrainedStruct<T>(int n) where T : struct, ICollection<int> => [n];
    private static int Take(int[] all) => all.Length;
    private static int TakeSpan(ReadOnlySpan<int> all) => all.Length;
}

public class Params
{
    public Params(params int[] all) { }
    public Params(string s, params ReadOnlySpan<string> all) { }
    public int this[params string[] all] => all.Length;
    public void Call(int n, string s)
    {
        Ints(); Ints(n); Ints(n, n); Ints([n]); Ints([]); Ints(null);
        Spans(); Spans(n); Spans(n, n); Spans(1, 2, 3); Spans([n]);
        Texts(s, s); Texts("a", "b"); Objects(1, "a"); Objects(s); Objects(); Objects(null); Objects((object)null);
    }
    public void CallLists(int n) { Lists(n); Lists(); Enumerables(n); Enumerables(); ReadOnlyLists(n, n); Collections(n); Collections(); Mutables(); Immutables(n); Writable(n, n); }
    public object Make(int n, string s) => n > 0 ? new Params(n, n) : n < 0 ? new Params() : new Params("a", s, s);
    public int Index(string s) => this[s] + this[s, s] + this[[]];
    public string Formats(int a, string b) => string.Format("{0}{1}", a, b) + string.Format("{0}{1}{2}{3}", a, b, a, b) + string.Concat(b, b, b, b, b) + string.Join(',', b, b);
    public void Local(int n) { Sum(n, n); SumSpan(n, n); static int Sum(params int[] all) => all.Length; static int SumSpan(params ReadOnlySpan<int> all) => all.Length; }
    public void Lambda(int n) { var f = (params int[] all) => all.Length; f(n, n); f(); }
    public void Extended(int n) => this.With(n, n);
    private static void Ints(params int[] all) { }
    private static void Spans(params ReadOnlySpan<int> all) { }
    private static void Writable(params Span<int> all) { }
    private static void Texts(params ReadOnlySpan<string> all) { }
    private static void Objects(params object[] all) { }
    private static void Lists(params List<int> all) { }
    private static void Enumerables(params IEnumerable<int> all) { }
    private static void ReadOnlyLists(params IReadOnlyList<int> all) { }
    private static void Collections(params ICollection<int> all) { }
    private static void Mutables(params IList<int> all) { }
    private static void Immutables(params ImmutableArray<int> all) { }
}

public static class ParamsExtensions { public static void With(this Params p, params int[] all) { } }

public class Pieces
{
    private object _any;
    public int Inline() { var f = new Four(); f[0] = 1; Span<int> s = f; ReadOnlySpan<int> r = f[1..]; return s[0] + r.Length; }
    public int InlineLoop(Four f) { var sum = 0; foreach (var n in f) { sum += n; } return sum; }
    public string InlineTexts(ThreeNames t) => t[0] + t[^1];
    public string Text(string s) => s[1..];
    public string TextTo(string s) => s[..^1];
    public string TextByRange(string s, Range r) => s[r];
    public char TextAt(string s, Index i) => s[i];
    public int[] Copy(int[] a, Range r) => a[r];
    public object[] CopyObjects(object[] a) => a[1..2];
    public int Slices(Span<int> s, ReadOnlyMemory<char> m, ArraySegment<int> g) => s[1..].Length + m[..1].Length + g[1..].Count;
    public List<int> ListSlice(List<int> l) => l.Slice(1, 2);
    public int ListAt(List<int> l) => l[^1];
    public int Arrays(int[] a) => a switch { [] => 0, [1] => 1, [1, ..] => 2, [.., var last] => last };
    public int[] Rest(int[] a) => a is [_, .. var rest] ? rest : a;
    public bool RestMatched(int[] a) => a is [_, .. [1, 2]];
    public bool RestProperty(int[] a) => a is [_, .. { Length: > 2 }];
    public string RestOfText(string s) => s switch { ['a', .. var rest] => rest, [.., 'z'] => "z", _ => s };
    public int RestOfSpan(ReadOnlySpan<int> s) => s is [_, .. var rest] ? rest.Length : 0;
    public int RestOfList(List<int> l) => l is [var x, .., var y] ? x + y : 0;
    public bool SpanIsText(ReadOnlySpan<char> s) => s is "abc" or "def";
    public object Ends(object o) => o is int[] and [1, .., 2] ? o : null;
    public int[] Resized(int[] a) { Array.Resize(ref a, 4); return a; }
    public int[] Emptied() => Array.Empty<int>();
    public Array Made() => Array.CreateInstance(typeof(int), 2);
    public void Rank(int n) { _any = new int[n, 2]; _any = new int[2, 2, 2]; _any = new[,] { { 1, 2 }, { 3, n } }; _any = new int[2][]; _any = new int[][] { [1], new[] { 2 } }; }
    public int Element(int[,] a) => a[1, 2] + a.Length;
    public ReadOnlySpan<int> Field => s_data;
    private static ReadOnlySpan<int> s_data => [1, 2, 3];
    private static readonly int[] s_kept = [1, 2, 3];
    private readonly List<string> _names = ["a"];
    public int Kept() => s_kept.Length + _names.Count;
}
