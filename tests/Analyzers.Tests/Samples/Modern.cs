// What C# 11 to 14 added: members, operators, generic math, ref structs, handlers; compared with the IL.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;

public static class Extended
{
    extension<T>(IEnumerable<T> all)
    {
        public bool None => !all.Any();
        public List<T> Kept() => [.. all];
        public Func<int> Counter() => () => all.Count();
        public IEnumerable<T> Each() { foreach (var t in all) { yield return t; } }
        public static IEnumerable<T> Empty => [];
        public static T[] operator +(IEnumerable<T> a, IEnumerable<T> b) => [.. a, .. b];
    }

    extension(int n)
    {
        public object Boxed => n;
        public string Text() => $"{n} {n}";
        public static int[] Two(int a) => [a, a];
        public int Twice { get { var m = n; Func<int> f = () => m; return f(); } }
    }

    extension(ref Tally c)
    {
        public void Up() => c.Value++;
    }

    extension(Tally)
    {
        public static Tally Zero => default;
        public static Tally Make(params int[] all) => default;
    }

    public static int Uses(int[] a, List<int> l) => (a.None ? 1 : 0) + a.Kept().Count + 3.Twice + l.Counter()() + int.Two(1).Length + Tally.Make(1, 2).Value + Tally.Zero.Value;
    public static object UsesBoxed() => 3.Boxed;
    public static string UsesText(int n) => n.Text();
    public static Func<List<int>> Group(int[] a) => a.Kept;
    public static int[] UsesOperator(IEnumerable<int> a, IEnumerable<int> b) => a + b;
}

public struct Tally
{
    public int Value;
    public Tally(int value) => Value = value;
    public static Tally operator checked +(Tally a, Tally b) => new(checked(a.Value + b.Value));
    public static Tally operator +(Tally a, Tally b) => new(a.Value + b.Value);
    public static Tally operator checked -(Tally a) => new(checked(-a.Value));
    public static Tally operator -(Tally a) => new(-a.Value);
    public static Tally operator >>>(Tally a, int n) => new(a.Value >>> n);
    public static explicit operator checked int(Tally c) => c.Value;
    public static explicit operator int(Tally c) => c.Value;
    public static implicit operator Tally(int n) => new(n);
    public static bool operator true(Tally c) => c.Value > 0;
    public static bool operator false(Tally c) => c.Value <= 0;
    public static Tally operator &(Tally a, Tally b) => new(a.Value & b.Value);
    public void operator +=(int n) => Value += n;
    public void operator checked +=(int n) => Value = checked(Value + n);
    public void operator ++() => Value++;
}

public class Total
{
    private readonly List<object> _all = [];
    public void operator +=(int n) => _all.Add(n);
    public void operator -=(string s) => _all.Add(s + "-");
    public void operator ++() => _all.Add(new object());
    public static Total operator *(Total a, int n) => new();
    public static object operator /(Total a, int n) => n;
    public static Total operator --(Total a) => a;
}

public class Operators
{
    public int Counters(Tally a, Tally b) { a += 2; a++; ++a; a = checked(a + b); a = -a; a >>>= 1; a = a && b ? a : b; checked { a += 3; return (int)a; } }
    public object Totals(Total t) { t += 3; t -= "a"; t++; ++t; t *= 2; t--; return t / 4; }
    public object Lifted(Tally? a, Tally? b) => a + b;
    public Tally Implicit(int n) => n;
    public object Boxed(int n) => (Tally)n;
    public int Shifts(int n) => n >>> 2 << 1;
    public T Math<T>(T a, T b) where T : INumber<T> => a + b * T.One - T.CreateChecked(3) / -a;
    public T Sum<T>(ReadOnlySpan<T> all) where T : struct, IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> { var sum = T.AdditiveIdentity; foreach (var t in all) { sum += t; } return checked(sum + sum); }
    public bool Compares<T>(T a, T b) where T : IComparisonOperators<T, T, bool> => a < b || a == b;
    public T Parse<T>(string s) where T : IParsable<T> => T.Parse(s, null);
    public string Format<T>(T t) where T : ISpanFormattable { Span<char> to = stackalloc char[32]; t.TryFormat(to, out var n, default, null); return to[..n].ToString(); }
    public object Static<T>() where T : IMaker<T> => T.Make() ?? T.Other;
    public object Converts<T>(T t) where T : IMaker<T> => (string)t;
    public int Native(nint a, nuint b) => (int)(a + (nint)b);
    public Int128 Wide(Int128 a) => a + 1;
    public decimal Money(decimal a, int n) => a * n + 1.5m;
    public object Boxes(Int128 a, Half h, nint n, DateOnly d) => n > 0 ? a : n < 0 ? h : n == 0 ? (object)n : d;
}

public interface IMaker<T> where T : IMaker<T>
{
    static abstract T Make();
    static virtual object Other => new object();
    static abstract explicit operator string(T t);
}

public class Members
{
    public string Name { get; set => field = value.Trim(); } = "a";
    public List<int> Late => field ??= [];
    public object Boxed { get => field; set => field = value ?? 1; } = 2;
    public required int Needed { get; init; }
    public int Computed { get { return field; } set { Func<int> f = () => value; field = f(); } }
    public partial class Nested { public partial string Text { get; set; } public partial string Text { get => field + "a"; set => field = value; } public partial int Sum(int a); public partial int Sum(int a) => new[] { a }.Length; }
    public Members Next { get; set; }
    public event Action Done;
    public int[] Items { get; set; } = [1, 2];
    public void Assigns(Members m, int n) { m?.Name = "a" + n; m?.Next?.Boxed = n; m?.Items[0] = n; m?.Done += () => n++; m?.Next = new Members { Needed = n }; m?.Next?.Needed.ToString(); }
    public void CompoundAssigns(Members m, int n) { m?.Name += n; m?.Boxed ??= n; }
    public object Initializes(int n) => new Members { Needed = n, Boxed = n, Name = $"{n}", Items = [n], Next = new() { Needed = 1 } };
    public Members(int seed) { Boxed = seed; }
    public Members() : this(1) { }
    public void Raise() => Done?.Invoke();
}

public partial class Parts
{
    public partial Parts(int n);
    public partial event Action Gone;
    public partial int this[int n] { get; }
}

public partial class Parts
{
    private Action _gone;
    public partial Parts(int n) { var m = n; _gone = () => m++; }
    public partial event Action Gone { add { _gone += value; } remove { _gone -= value; } }
    public partial int this[int n] => new[] { n }.Length;
    public void Uses(Action a) { Gone += a; Gone -= Uses2; _ = this[1]; }
    private void Uses2() { }
}

public interface IPiece { int Size { get; } void Go() => Size.ToString(); }

public ref struct Piece(Span<byte> bytes) : IPiece, IDisposable
{
    private readonly Span<byte> _bytes = bytes;
    public int Size => _bytes.Length;
    public void Go() { }
    public void Dispose() { }
    public Piece GetEnumerator() => this;
    public bool MoveNext() => false;
    public ref byte Current => ref _bytes[0];
}

public class RefStructs
{
    public int Sized<T>(T t) where T : IPiece, allows ref struct => t.Size;
    public int SizedBoxed<T>(T t) where T : IPiece => ((IPiece)t).Size;
    public int Uses(Span<byte> b) { using var p = new Piece(b); var sum = Sized(p); foreach (ref var x in p) { sum += x; } return sum; }
    public int UsingBlock(Span<byte> b) { using (var p = new Piece(b)) { return p.Size; } }
    public ref int Find(int[] a, ref int other) { ref var first = ref a[0]; return ref first > 0 ? ref first : ref other; }
    public ReadOnlySpan<byte> Utf8() => "text"u8;
    public byte[] Utf8Array() => [.. "text"u8];
    public bool Utf8Equals(ReadOnlySpan<byte> s) => s.SequenceEqual("abc"u8 + "def"u8);
    public int Scoped(scoped ReadOnlySpan<int> a) { scoped Span<int> s = stackalloc int[2]; return s.Length + a.Length; }
    public int Locks(Lock l) { lock (l) { return 1; } }
    public void Locked(object o) { lock (o) { } lock (this) { } lock (typeof(int)) { } }
    public unsafe int Stack(int n) { Span<int> a = stackalloc int[4]; Span<int> b = stackalloc int[] { 1, 2 }; Span<int> c = stackalloc[] { 1, n }; int* d = stackalloc int[2]; ReadOnlySpan<byte> e = stackalloc byte[3]; return a[0] + b[0] + c[0] + d[0] + e[0] + (n > 1 ? stackalloc int[1] : default).Length; }
    public unsafe int Sizes() => sizeof(int) + sizeof(Tally) + Unsafe.SizeOf<Guid>();
    public unsafe int Pointers(delegate*<int, int> f) { delegate*<int, int> g = &Twice; return f(1) + g(2); }
    public nuint Address(int n) { unsafe { return (nuint)(&n); } }
    public int Typed(int n) { var t = __makeref(n); return __refvalue(t, int); }
    private static int Twice(int n) => n * 2;
}

[InterpolatedStringHandler]
public ref struct Quiet(int literal, int holes)
{
    public void AppendLiteral(string s) { }
    public void AppendFormatted<T>(T t) { }
    public void AppendFormatted(int n, string format) { }
    public int Length => literal + holes;
}

[InterpolatedStringHandler]
public class Noisy
{
    public Noisy(int literal, int holes, Handlers owner, out bool on) => on = owner is not null;
    public void AppendLiteral(string s) { }
    public void AppendFormatted(object o) { }
    public void AppendFormatted(ReadOnlySpan<char> s) { }
}

public class Handlers
{
    public static void Log(Quiet q) { }
    public void Shout([InterpolatedStringHandlerArgument("")] Noisy n) { }
    public void Calls(int n, string s) { Log($"{n} {s}"); Log($"{n:x}"); Shout($"{n}{s}{s.AsSpan()}"); Log($"a" + $"{n}"); Quiet q = $"{n}"; Log(q); }
    public void Asserts(bool b, int n) { Debug.Assert(b, $"{n}"); Debug.WriteLine($"{n}"); Debug.WriteLineIf(b, $"{n}"); }
    public void Builds(StringBuilder b, int n) { b.Append($"{n}").AppendLine($"{n} {b}"); b.Append(null, $"{n}"); }
    public bool Writes(Span<char> to, int n, object o) => to.TryWrite($"{n}{o}{DayOfWeek.Friday}", out _) && to.TryWrite(null, $"{n}", out _);
    public string Created(int n) => string.Create(null, $"{n}") + string.Create(null, stackalloc char[16], $"{n}");
    public string Cultured(int n) => FormattableString.Invariant($"{n} {n:x}");
    public FormattableString Kept(int n, string s, DateTime d) => $"{n}{s}{d}{{";
    public string Raw(string s, int n) => $$"""{{s}} {{{n}}}""" + $"""{s}""" + """a""";
    public string Spans(ReadOnlySpan<char> s) => $"{s}";
    public string Aligned(string s) => $"{s,10}";
    public string Several(string a, string b, string c) => $"{a}{b}{c}";
    public string Many(string a) => $"{a}{a}{a}{a}{a}";
    public string Constants(string a) { const string B = "b"; return $"{B}{a}{B}"; }
    public string OnlyConstants() { const string B = "b"; return $"{B}{B}" + B; }
    public string Chars(char c, string s) => $"{c}{s}" + c + s;
    public string Generic<T>(T t) => $"{t}" + t;
    public string Nested(int n, string s) => $"{(n > 0 ? $"{n}" : s + n)}";
    public string Null(string s) => $"{null}{s}" + null;
    public string Boxed(object o) => $"{o}" + o;
    public string Lines(int n) => $"{
        n
        + 1}";
}

public class Concats
{
    private string _s;
    private string[] _a = ["a"];
    public string Property { get; set; } = "a" + nameof(Concats);
    public string Three(string a, string b, string c) => a + b + c;
    public string Four(string a, string b) => a + b + a + b;
    public string Five(string a) => a + a + a + a + a;
    public string Values(int a, bool b, double c, char d, decimal e, DateTime f, DayOfWeek g, Guid h) => a + "" + b + c + d + e + f + g + h;
    public string Nullable(int? a, char? c) => "a" + a + c;
    public string StructWithout(Tally c) => "a" + c;
    public string Tuple((int, int) t) => "a" + t;
    public string OfNull(object o) => o + (string)null;
    public string OfObject(object o) => "" + o;
    public string Parens(string a, string b) => (a + b) + (a + (b + "c"));
    public string Chars(char a, char b) => "" + a + b;
    public string Spans(ReadOnlySpan<char> a) => string.Concat(a, a);
    public void Appends(string a, int n) { _s += a; _s += 'c'; _s += n; _s += a + a; Property += a; _a[0] += a; _s += ""; _s += null; }
    public string Ternary(bool b, string a) => "x" + (b ? a + "y" : a) + "z";
    public string Coalesce(string a, string b) => (a ?? b + "c") + "d";
    public string Checked(string a) => checked(a + 1);
    public string Constant(string a) => a + ("b" + "c") + 1 + 'd';
    public string Methods(string a) => a.Trim() + a.Replace("a", "b") + a.PadLeft(4) + string.Join("", _a) + a.Insert(0, "a") + a.Normalize() + string.Copy(a);
    public string[] Splits(string a) => a.Split([',', ';']);
    public string Made(ReadOnlySpan<char> s) => new string(s) + new string('c', 3) + new string(['a', 'b']) + s.ToString();
    public string Lengthy(int n) => string.Create(n, n, static (span, c) => span.Fill('a'));
    public string Sentinel(string a) => a + string.Empty;
    public string Named<T>(T t) => typeof(T).Name + t;
    public int Switched(string s) => s switch { "one" => 1, "two" => 2, "three" => 3, "four" => 4, "five" => 5, "six" => 6, "seven" => 7, "eight" => 8, _ => 0 };
    public int SwitchedOld(string s) { switch (s) { case "a": return 1; case "b": return 2; case "c": return 3; case "d": return 4; case "e": return 5; case "f": return 6; case "g": return 7; default: return 0; } }
    public int SwitchedSpan(ReadOnlySpan<char> s) => s switch { "one" => 1, "two" => 2, "three" => 3, "four" => 4, "five" => 5, "six" => 6, "seven" => 7, _ => 0 };
}
