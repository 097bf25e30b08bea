// Records, tuples, patterns, boxing and throws in all their forms; compared with the IL.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

public record Person(string Name, int Age) { public string Title { get; init; } = "a" + 1; public virtual int[] All { get; } = [1]; }
public record Employee(string Name, int Age, object Boss) : Person(Name, Age) { public override string ToString() => "e" + Age; }
public sealed record Sealed(int X);
public abstract record Shape { public record Circle(double R) : Shape; public sealed record Box(double A, double B) : Shape; }
public record Generic<T>(T Value);
public record Printed(int A, DayOfWeek B, object C, DateTime D, int? E, char F);
public record struct Pt(int X, int Y);
public readonly record struct Named(string Name, DayOfWeek Day);
public record struct OfGeneric<T>(T Value, int N);
public record Bare2;
public record CopyOwn(int A) { protected CopyOwn(CopyOwn other) { A = other.A; } }
public record class PrintOwn(int A) { protected virtual bool PrintMembers(System.Text.StringBuilder builder) => false; }

public class Records
{
    public Person With(Person p) => p with { Age = 2 };
    public Person WithTwice(Person p) => p with { Age = 2, Name = "a" + p.Age };
    public Employee WithDerived(Employee e) => e with { Boss = 1 };
    public Pt WithStruct(Pt p) => p with { X = 2 };
    public DateTime WithPlain(Plain2 p) => (p with { When = default }).When;
    public object WithAnonymous(int n) => new { n, m = "a" } with { m = "b" + n };
    public Generic<int> WithGeneric(Generic<int> g) => g with { Value = 3 };
    public T WithParameter<T>(T t) where T : Person => t with { Age = 1 };
    public T WithStructParameter<T>(T t) where T : struct => t with { };
    public bool Equal(Person a, Person b) => a == b && a.Equals((object)b);
    public bool EqualStructs(Pt a, Pt b) => a == b || a.Equals(b);
    public bool EqualBoxed(Pt a, Pt b) => a.Equals((object)b);
    public int Hash(Person p, Pt q, Named n) => p.GetHashCode() ^ q.GetHashCode() ^ n.GetHashCode();
    public string Text(Person p) => p.ToString();
    public string TextStruct(Pt p) => p.ToString();
    public void Deconstructs(Person p, Pt q) { var (name, age) = p; (int x, var y) = q; var ((a, _), _) = (q, p); _ = (name, age, x, y, a); }
    public object DeconstructsBoxing(Pt p) { (object x, object y) = (p.X, p.Y); return x ?? y; }
    public object Switch(Shape s) => s switch { Shape.Circle { R: > 1 } => 1, Shape.Circle(var r) => r, Shape.Box(1, _) => "a", _ => null };
}

public struct Plain2 { public DateTime When; public int N; }

public class Tuples
{
    private (int A, string B) _pair;
    public (int, int) Made(int a) => (a, a);
    public object Boxed(int a) => (a, a);
    public (object, object) OfBoxes(int a) => (a, "b");
    public (object A, (object B, int C)) Nested(int a) => (a, (a, a));
    public (long, object) Converted((int, int) t) => t;
    public ((object, int), int) ConvertedNested(((int, int), int) t) => t;
    public (object, int)? ConvertedNullable((int, int) t) => t;
    public (object, object)? LiftedNullable((int, int)? t) => t;
    public bool Equal((int, object) a, (int, object) b) => a == b && a != b;
    public bool EqualMixed((int, long) a, (long, int) b) => a == b;
    public bool EqualLiteral((int, string) a, int n) => a == (n, "a");
    public void Swap(ref int a, ref int b) => (a, b) = (b, a);
    public void Assign(int n) { (_pair.A, _pair.B) = (n, "a"); (_pair.A, var c) = (n, n); (object d, _) = (n, c); _ = d; }
    public int Eight() { var t = (1, 2, 3, 4, 5, 6, 7, 8, 9); return t.Item9; }
    public IEnumerable<(int, string)> Zipped(int[] a, string[] b) => a.Zip(b);
    public string Text((int, int) t) => t.ToString();
    public int Hash((int, int) t) => t.GetHashCode();
    public bool Matches((int, int) t) => t is (1, > 2) or (_, 3);
    public int Select(int a, int b) => (a, b) switch { (0, 0) => 0, (0, var y) => y, var (x, _) => x };
    public object SelectBoxed(int a, object b) => (a, b) switch { (1, int n) => n, (_, string s) => s, _ => a };
    public Func<(int, int)> Captured((int A, int B) t) { var (a, b) = t; return () => (a, b); }
}

public class Patterns
{
    public bool Constants(object o) => o is 1 or 2L or "a" or 'c' or 1.5 or null or DayOfWeek.Friday or true;
    public bool Relations(object o) => o is > 1 and < 5 or >= 2.5;
    public bool Types(object o) => o is int or string or DateTime { Year: 2000 } or IComparable;
    public object Variable(object o) => o is int n ? n : o is var v ? v : null;
    public bool Generic<T>(T t) => t is int or string or IDisposable;
    public bool GenericConstant<T>(T t) => t is 1 or "a";
    public bool GenericProperty<T>(T t) => t is { } and not null;
    public int GenericSwitch<T>(T t) { switch (t) { case int n: return n; case string s: return s.Length; case null: return 0; default: return 1; } }
    public int GenericSwitchExpression<T>(T t) => t switch { 1 => 1, DayOfWeek d => (int)d, Person { Age: var a } => a, not null => 2, _ => 3 };
    public bool GenericStruct<T>(T t) where T : struct => t is int or IComparable { };
    public bool Interface<T>(T t) where T : IComparable => t is string s && s.Length > 1;
    public object As<T>(T t) => t as IDisposable;
    public bool Nullable(int? n) => n is > 1 or null;
    public bool NullableProperty(int? n) => n is { } m && m > 1;
    public bool Enum(DayOfWeek d) => d is DayOfWeek.Friday or > DayOfWeek.Saturday;
    public bool Positional(object o) => o is ITupleLike(1, _) or (1, 2);
    public bool Strings(string s) => s is "a" or ['b', ..] or { Length: > 4 };
    public bool Spans(Span<char> s) => s is "abc";
    public int Whens(object o, int k) => o switch { int n when n > k => n, string s when Has(() => s.Length > k) => 1, _ => 0 };
    public object Coalesced(object o) => o is not Person { Name: { } name } ? 1 : name;
    public bool Deep(Person p) => p is { Name.Length: > 2, Age: 1 or 2, All: [1, ..] };
    private static bool Has(Func<bool> f) => f();
}

public class ITupleLike { public void Deconstruct(out int a, out object b) { a = 1; b = a; } }

public class MoreBoxes
{
    private object _o;
    private readonly object[] _all = [1, 'c', 2.5];
    private IComparable _c = 3;
    private static readonly object s_o = DayOfWeek.Monday;
    private const object None = null;
    public MoreBoxes(object o = null) => _o = o ?? 1;
    public MoreBoxes(int n) : this((object)n) { }
    public object Property => 1;
    public object Lazy { get; } = 1.5m;
    public object this[object at] { get => at; set => _o = value; }
    public void Indexes(int n) { _ = this[n]; this[n] = n; this[1] = this['c']; }
    public void Arguments(int n, Guid g) { Take(n); Take(any: g); Takes(n, g); In(n); Generic<object>(n); Generic(n); _ = Equals(n); _ = object.Equals(n, g); _ = ReferenceEquals(n, n); }
    public bool Comparisons(object o, int n, int? m) => o == (object)n || Equals(o, m) || n.Equals(o) || n.CompareTo(o) > 0;
    public object Ternaries(bool b, int n, string s) => b ? n : s;
    public object Ternaries2(bool b, int n) => b ? (object)n : null;
    public object Switches(int n) => n switch { 1 => n, 2 => 'c', 3 => (long)n, _ => "d" };
    public object Nullables(int? n, int? m) => n ?? m;
    public object NullableValue(int? n) => n.Value;
    public object NullableNull() => (int?)null;
    public IComparable NullableInterface(int? n) => n;
    public object NullConditional(string s) => s?.Length;
    public object Checked(int n) => checked((byte)n);
    public object Assignment(int n) { object o; _o = o = n; return o; }
    public object Increment(int n) => n++;
    public object Default() => default(int);
    public object DefaultStruct() => default(Guid);
    public object SizeOf() => sizeof(long);
    public object Ref(ref int n) => n;
    public object RefLocal(int[] a) { ref var n = ref a[0]; return n; }
    public unsafe object Deref(int* p) => *p;
    public object Cast(long n) => (int)n;
    public object Unboxed(object o) => (int)o;
    public object UnboxedNullable(object o) => (int?)o;
    public object Enums(int n) => (DayOfWeek)n;
    public Enum ToEnum(DayOfWeek d) => d;
    public ValueType ToValueType(DayOfWeek d) => d;
    public string EnumText(DayOfWeek d) => d.ToString() + d.ToString("x") + $"{d}";
    public bool EnumFlags(FileShare f) => f.HasFlag(FileShare.Read) || (f & FileShare.Read) != 0;
    public int EnumCompare(DayOfWeek a, DayOfWeek b) => a.CompareTo(b) + (a == b ? 1 : 0) + a.GetHashCode() + (a.Equals(b) ? 1 : 0);
    public Type EnumType(DayOfWeek d) => d.GetType();
    public string StructText(Plain2 p, DateTime d, Pt q) => p.ToString() + d.ToString() + q.ToString();
    public int StructHash(Plain2 p, DateTime d) => p.GetHashCode() + d.GetHashCode();
    public bool StructEquals(Plain2 p, DateTime d, Plain2? n) => p.Equals(p) || d.Equals(d) || n.Equals(p) || n.Equals(null);
    public int NullableCalls(int? n, Plain2? p) => n.GetHashCode() + n.GetValueOrDefault() + p.GetHashCode() + (n.HasValue ? 1 : 0);
    public string NullableText(int? n, Plain2? p) => n.ToString() + p.ToString();
    public Type NullableType(int? n) => n.GetType();
    public void Loops(int[] a, List<DayOfWeek> l, Dictionary<int, int> d) { foreach (object o in a) { Take(o); } foreach (IComparable c in l) { Take(c); } foreach (var p in d) { Take(p); Take(p.Key); } foreach (ValueType v in "text") { Take(v); } }
    public void LoopOfTuples(List<(int, int)> l) { foreach (var (a, b) in l) { Take(a); } foreach ((object a, object b) in l) { Take(a); } }
    public void Usings(IEnumerator<int> e, Handle h) { using (e) { } using (h) { } using (IDisposable d = h) { } using Handle k = h; }
    public void Interfaces(Handle h) { ((IDisposable)h).Dispose(); IDisposable d = h; d.Dispose(); Dispose(h); Generic(h); Extend(h); h.Extended(); }
    public IEnumerator<int> Enumerators(List<int> l) => l.GetEnumerator();
    public IEnumerable<object> Yields(int n) { yield return n; yield return null; }
    public T Converted<T>(int n) => (T)(object)n;
    public object FromParameter<T>(T t) => t;
    public IDisposable FromConstrained<T>(T t) where T : IDisposable => t;
    public TBase Up<T, TBase>(T t) where T : TBase => t;
    public T Down<T>(object o) => (T)o;
    public bool SameParameter<T>(T a, T b) => EqualityComparer<T>.Default.Equals(a, b) || a.Equals(b) || ReferenceEquals(a, b);
    public string ParameterText<T>(T t) => t?.ToString();
    public bool ParameterNull<T>(T t) { var none = t == null; if (t is not null) { return none; } return t is null; }
    public object ParameterOrNew<T>(T t) where T : new() => t == null ? new T() : t;
    public object CoalescedParameter<T>(T t) => t ?? default;
    public object Formats(int n, DateTime d) => string.Format("{0} {1}", n, d) + string.Format("{0}", n) + string.Concat(n, d);
    public void Writes(TextWriter w, int n, Guid g) { w.Write(n); w.WriteLine("{0}", n); w.WriteLine("{0} {1} {2}", n, g, "a"); w.Write((object)n); }
    public object Handles(nint n, GCHandle h) => n == 0 ? n : h;
    public object Spread(int[] a) => (object[])[.. a];
    public object Collected(int n) => new List<object> { n, 'c', "s" };
    public object Mapped(int n) => new Dictionary<object, object> { [n] = n, ["a"] = "b" };
    public object Anonymous(int n) => new { A = (object)n, B = n };
    public object Array(int n) => new object[] { n, 1, "a" };
    public object Arrays(int n) => new IComparable[,] { { n, "a" } };
    public object Local(int n) { object Get() => n; return Get(); }
    public Func<object> Lambda(int n) => () => n;
    public object Finally(int n) { try { return n; } finally { _o = n; } }
    public object Delegated(Func<int> f) => f();
    public dynamic Dynamic(int n) { dynamic d = n; return d; }
    public ref readonly object Readonly() => ref s_o;
    public bool Volatile() => _o is 1 && _c is 2 && _all is [1, ..] && None is null;
    private static void Take(object any) { }
    private static void Takes(params object[] all) { }
    private static void In(in object o) { }
    private static void Generic<T>(T t) { }
    private static void Dispose(IDisposable d) { }
    private static void Extend<T>(T t) where T : IDisposable { t.Dispose(); }
}

public struct Handle : IDisposable { public void Dispose() { } }

public static class HandleExtensions { public static void Extended(this IDisposable d) { } }

public class Throws
{
    private static readonly Exception s_ready = new InvalidOperationException();
    public void Plain() => throw new InvalidOperationException();
    public void Message(int n) { if (n < 0) { throw new ArgumentException("bad " + n, nameof(n)); } }
    public void Built(int n) { if (n < 0) { var message = $"bad {n}"; throw new ArgumentException(message); } }
    public void BuiltByStatements(int n, object o) { if (o is null) { var all = new object[] { n }; object boxed = n; var e = new ArgumentException(string.Format("{0}{1}", all[0], boxed)); e.Data["a"] = n; throw e; } }
    public void BuiltInSwitch(int n) { switch (n) { case 1: var message = "a" + n; throw new ArgumentException(message); default: break; } }
    public void BuiltAtEnd(int n) { if (n > 0) { return; } var message = "bad " + n; throw new ArgumentException(message); }
    public int BuiltInCatch(int n) { try { return n; } catch (IOException e) { var text = "a" + n; throw new InvalidOperationException(text, e); } }
    public void Helper(int n) { if (n < 0) { Fail("bad " + n); } }
    public void HelperBuilt(int n) { if (n < 0) { var text = "bad " + n; Fail(text); } }
    public object NotBuilt(int n) { var kept = new object(); if (n < 0) { throw new ArgumentException(kept.ToString()); } return kept; }
    public object Maybe(int n) { if (n < 0) { var list = new List<int>(); if (n < -1) { return list; } throw new ArgumentException(); } return null; }
    public void InLoop(int n) { while (true) { var o = new object(); if (n-- < 0) { throw new ArgumentException(o.ToString()); } } }
    public int Arm(int n) => n switch { 1 => 1, 2 => throw new ArgumentException("a" + n), _ => throw new InvalidOperationException() };
    public object Coalesce(object o) => o ?? throw new ArgumentNullException(nameof(o));
    public object Ternary(object o) => o is null ? throw new ArgumentNullException(nameof(o)) : o;
    public void Ready() => throw s_ready;
    public void Again() { try { Ready(); } catch { throw; } }
    public void Guards(object o, int n, string s) { ArgumentNullException.ThrowIfNull(o); ArgumentOutOfRangeException.ThrowIfNegative(n); ArgumentException.ThrowIfNullOrEmpty(s); ObjectDisposedException.ThrowIf(n > 0, this); }
    public void Filtered(int n) { try { Ready(); } catch (Exception e) when (e.Message == "a" + n) { } }
    public void Local(int n) { Go(); void Go() { var text = "a" + n; throw new InvalidOperationException(text); } }
    public Action Lambda(int n) => () => throw new InvalidOperationException("a" + n);
    public void Always(int n) { var text = "a" + n; throw new InvalidOperationException(text); }
    public object Property => throw new NotSupportedException("a" + 1 + s_ready);
    [DoesNotReturn] private static void Fail(string text) => throw new InvalidOperationException(text);
}
