// A case for every family of allocations and for each miss and false report known of other analyzers; compared with the IL.
using System;
using System.Buffers;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

public struct Bare { public int Value; }

public struct Told { public override string ToString() => "told"; public override int GetHashCode() => 1; public override bool Equals(object other) => false; }

public enum Color : byte { Red, Green }

public interface IThing { int Number { get; set; } void Do(); int this[int n] { get; } event Action Gone; void Default() => Do(); }

public struct Thing : IThing
{
    public int Number { get; set; }
    public void Do() { }
    public int this[int n] => n;
    public event Action Gone { add { } remove { } }
}

public record Node(int Id, Node Next);

public sealed record Leaf(int Id) : Node(Id, null);

public record struct Spot(int X, int Y);

public class Base { public Base(object any, Func<int> get = null) { } public virtual void Go(params object[] all) { } }

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

public class Boxes
{
    private object _any = 1;
    private IThing _thing = new Thing();
    private IComparable _comparable;
    private object[] _all = new object[2];
    public object Property { get; set; } = Color.Red;
    public dynamic Late { get; set; }
    public void Assign(int n, Color c, Bare b) { _any = n; _comparable = n; _all[0] = c; Property = b; object o = 1.5m; _any = o; _thing = new Thing(); }
    public object Cast(int n) => (object)n;
    public object As(Bare b) => b as object;
    public IThing Implicit(Thing t) => t;
    public ValueType ToValueType(int n) => n;
    public Enum ToEnum(Color c) => c;
    public object Nullable(int? n) => n;
    public object Choose(bool b, int n, Color c) => b ? n : c;
    public object Coalesce(int? n) => n ?? 0;
    public object CoalesceObject(int? n, object o) => n ?? o;
    public void CoalesceAssign(int n) => _any ??= n;
    public object Arm(int n) => n switch { 0 => 1, 1 => "a", _ => Color.Red };
    public IEnumerable<object> Yields() { yield return 1; yield return "a"; }
    public void Argument(int n) { Take(n); Take(n, n); GC.KeepAlive(n); ArgumentNullException.ThrowIfNull(_any); }
    public object Default<T>(T t) => default(T);
    public object Unconstrained<T>(T t) => t;
    public object Struct<T>(T t) where T : struct => t;
    public object Class<T>(T t) where T : class => t;
    public object BaseClass<T>(T t) where T : Base => t;
    public IThing Interface<T>(T t) where T : IThing => t;
    public void Constrained<T>(T t) where T : IThing { t.Do(); t.Number++; _ = t[1]; t.Gone += null; t.Default(); }
    public int ConstrainedHash<T>(T t) => t.GetHashCode();
    public string ConstrainedText<T>(T t) => t.ToString();
    public bool ConstrainedEquals<T>(T a, T b) => a.Equals(b);
    public Type ConstrainedType<T>(T t) => t.GetType();
    public Type ConstrainedStructType<T>(T t) where T : struct => t.GetType();
    public bool Nulls<T>(T t) => t == null || t is null;
    public bool NotNull<T>(T t) => t is not null && t != null;
    public int NullBranches<T>(T t) { if (t == null) { return 1; } while (t is not null && _any != null) { return 2; } return t is null ? 3 : !(t != null) ? 4 : 5; }
    public bool NullKept<T>(T t) { Told(t == null); return t is not null; }
    public bool Is<T>(T t) => t is int;
    public bool IsPattern<T>(T t) => t is int n && n > 0;
    public int Switches<T>(T t) => t switch { int n => n, string s => s.Length, _ => 0 };
    public string AsClass<T>(T t) => t as string;
    public TTo Convert<TFrom, TTo>(TFrom from) => (TTo)(object)from;
    public int HashOfBare(Bare b) => b.GetHashCode();
    public string TextOfBare(Bare b) => b.ToString();
    public bool EqualsOfBare(Bare a, Bare b) => a.Equals(b);
    public int HashOfTold(Told t) => t.GetHashCode();
    public bool EqualsOfTold(Told a, Told b) => a.Equals(b);
    public Type TypeOfTold(Told t) => t.GetType();
    public string TextOfColor(Color c) => c.ToString();
    public int HashOfColor(Color c) => c.GetHashCode();
    public bool EqualsOfColor(Color a, Color b) => a.Equals(b);
    public bool SameColor(Color a, Color b) => a == b;
    public int CompareColors(Color a, Color b) => a.CompareTo(b);
    public bool Flags(Color a, Color b) => a.HasFlag(b);
    public Type TypeOfNumber(int n) => n.GetType();
    public bool Numbers(int a, int b) => a.Equals(b);
    public bool NumbersAsObjects(int a, int b) => object.Equals(a, b);
    public bool References(int a, object b) => ReferenceEquals(a, b);
    public void Callback(Thing t) { t.Do(); ((IThing)t).Do(); t.Number = 1; }
    public (object, object) Tuple(int n, Color c) => (n, c);
    public (object A, (object B, int C)) Nested(int n) => (n, (n, n));
    public (object, int) FromVariable((int, int) t) => t;
    public void Deconstruct((int, int) t) { (object a, object b) = t; _any = a; _any = b; (_any, _) = (1, 2); }
    public void Iterate(List<int> list, int[] array, ArrayList old) { foreach (object o in list) { _any = o; } foreach (IComparable c in array) { _comparable = c; } foreach (int n in old) { _any = null; } }
    public void Catches() { try { Take(1); } catch (Exception e) when (e.Data.Contains(1)) { } }
    public object Initializer() => new List<object> { 1, Color.Red };
    public object Dictionary() => new Dictionary<string, object> { ["a"] = 1, ["b"] = Color.Green };
    public object Anonymous(int n) => new { N = (object)n };
    public string Format(int n) => string.Format("{0}", n);
    public void Lambda() { Func<object> f = () => 1; Func<int, object> g = n => n; _any = f() ?? g(1); }
    public object Local(int n) { return Get(); object Get() => n; }
    public void Optional() => TakeOptional();
    public object Checked(long n) => checked((int)n);
    public void Out() { TryGet(out var o); _any = o; }
    public object Is(object o) => o is 1 or 2.5 or Color.Red ? o : null;
    public bool Constant(object o) => o is 3;
    public object ConstantObject() => 7;
    public object ThroughInterface<T>(T t) where T : struct, IThing => (IThing)t;
    public IFormattable Formattable(DateTime d) => d;
    public object Await(Task<int> t) => t.IsCompleted;
    public object Span(ReadOnlySpan<int> s) => s[0];
    public object ByRef(ref int n) => n;
    public unsafe object Pointer(int* p) => *p;
    public object Handle() => (nint)1;
    public object Literal() => true;
    public object Conditional(Thing? t) => t?.Number;
    private static void Told(bool none) { }
    private static bool TryGet(out object o) { o = 1; return true; }
    private static void Take(object o, IComparable c = null) { }
    private static void TakeOptional(object o = null, object text = null, IComparable none = default) { }
}

public class Events
{
    public event Action Happened;
    public event Action Custom { add => Happened += value; remove => Happened -= value; }
    public static event EventHandler Shared;
    private Action _all;
    public void Subscribe(Action a) { Happened += a; Happened -= a; Custom += a; Shared += OnShared; Shared += (_, _) => { }; _all += a; _all -= a; _all = _all + a; }
    public void SubscribeLambda(int n) => Happened += () => n++;
    public void SubscribeOther(Events other) { other.Happened += Run; other.Custom -= Run; }
    public void Raise() { Happened?.Invoke(); var h = Happened; h(); Shared(this, EventArgs.Empty); }
    private void Run() { }
    private static void OnShared(object sender, EventArgs e) { }
}

public class Lambdas : Base
{
    private int _n;
    private readonly Func<int> _field = () => 1;
    private static readonly Func<int> s_field = () => 1;
    private static readonly Func<int> s_group = One;
    private static readonly Func<Func<int>> s_nested = () => () => 1;
    private static Func<int> Property { get; } = static () => 2;
    static Lambdas() { Action a = Static; Action b = () => { }; a(); b(); for (var i = 0; i < 2; i++) { Func<int> c = () => i; c(); } }
    public Lambdas(int n) : base(n, () => n) { _n = n; }
    public Lambdas(string s) : base(s, () => 1) { }
    public Lambdas() : this(1) { }
    public Func<int> Capture(int n) => () => n;
    public Func<int> CaptureThis() => () => _n;
    public Func<int> CaptureBoth(int n) => () => n + _n;
    public Func<int> None() => () => 1;
    public Func<int> Group() => Instance;
    public Func<int> StaticGroup() => One;
    public Func<int> ExtensionGroup(string s) => s.Width;
    public Func<string> VirtualGroup() => ToString;
    public Func<int, int> Generic<T>() => Id<int>;
    public Func<T, T> GenericOfCaller<T>() => Id<T>;
    public Func<int> Explicit() => new Func<int>(One);
    public Func<int> Again(Func<int> f) => new Func<int>(f);
    public Predicate<int> Convert(Func<int, bool> f) => f.Invoke;
    public void Early(int n) { if (n == 0) { return; } Take(() => n); }
    public void EarlyInBlock(int n) { if (n == 0) { return; } { var m = n; Take(() => m); } }
    public void TwoScopes(int n) { var a = n; { var b = n; Take(() => a + b); } }
    public void TwoLambdas(int n) { var a = n; Take(() => a); { var b = n; Take(() => b); } }
    public void TwoScopesTwoLambdas(int n) { var a = n; Take(() => a); { var b = n; Take(() => a + b); } }
    public void Deep(int n) { { var a = n; { var b = n; { var c = n; Take(() => a + b + c); } } } }
    public void InLoop(int n) { for (var i = 0; i < n; i++) { var j = i; Take(() => i + j); } }
    public void LoopBoth(int n) { var a = n; while (a-- > 0) { var b = a; Take(() => a + b); } }
    public void LoopOuter(int n) { while (n-- > 0) { Take(() => n); } }
    public void DoLoop(int n) { do { var b = n; Take(() => b); } while (n-- > 0); }
    public void Goto(int n) { again: { var b = n; Take(() => b + n); if (b > 0) { goto again; } } }
    public void ForEach(List<int> list) { foreach (var x in list) { var y = x; Take(() => x + y); } }
    public void ForEachTuple(List<(int, int)> list) { foreach (var (x, y) in list) { Take(() => x + y); } }
    public void UsingBlock() { using (var s = new CancellationTokenSource()) { var t = s; Take(() => s.GetHashCode() + t.GetHashCode()); } }
    public void UsingLocal(int n) { using var s = new CancellationTokenSource(); Take(() => s.GetHashCode() + n); }
    public void TryCatch() { try { var a = _n; Take(() => a); } catch (InvalidOperationException e) when (e.Message.Length > 0) { Take(() => e.HResult); } finally { var b = _n; Take(() => b); } }
    public void Filter(int n) { try { Static(); } catch (InvalidOperationException e) when (Test(() => e.HResult == n)) { } }
    public void Switches(object o) { switch (o) { case int n: Take(() => n); break; case string s when s.Length > 1: Take(() => s.Length); break; } }
    public Func<int> Arms(object o) => o switch { int n => () => n, string s => () => s.Length, _ => null };
    public void Out() { if (int.TryParse("1", out var n)) { Take(() => n); } Take(() => n); }
    public void Pattern(object o) { if (o is int n && n > 1) { Take(() => n); } }
    public void WhilePattern(object o) { while (o is int n) { Take(() => n); } }
    public bool ExpressionPattern(object o) => o is int n && Test(() => n > 1);
    public void LambdaInLambda(int n) { Action a = () => { var m = n; Action b = () => m++; b(); }; a(); }
    public void LambdaInLambdaOuter(int n) { Action a = () => { Action b = () => n++; b(); }; a(); }
    public Func<Func<int>> LambdaParameter() => () => { var m = _n; return () => m; };
    public Func<int, Func<int>> Curried() => a => () => a;
    public Func<int, Func<int, Func<int>>> Curried3() => a => b => () => a + b;
    public int Called(int n) { int Add(int m) => m + n; return Add(1); }
    public int CalledTwice(int n) { var k = n; { var j = n; return Add(1) + Sub(1); int Sub(int m) => m - j - k; } int Add(int m) => m + n; }
    public Func<int> Converted(int n) { int Get() => n; return Get; }
    public Func<int> ConvertedThis() { int Get() => _n; return Get; }
    public Func<int> ConvertedNone() { int Get() => 1; return Get; }
    public Func<int> ConvertedStatic() { static int Get() => 1; return Get; }
    public Func<int> CalledFromLambda(int n) { int Get() => n; return () => Get(); }
    public Func<int> ChainOfLocals(int n) { int A() => B(); int B() => C(); int C() => n; return A; }
    public int Recursive(int n) { int F(int m) => m <= 0 ? n : G(m - 1); int G(int m) => F(m - 1); return F(n); }
    public int GenericLocal<T>(int n, T t) { return F(t); int F<U>(U u) => n + u.GetHashCode(); }
    public Func<int> GenericCapture<T>(T t) => () => t.GetHashCode();
    public IEnumerable<int> LocalIterator(int n) { return Go(); IEnumerable<int> Go() { yield return n; } }
    public Task LocalAsync(int n) { return Go(); async Task Go() { await Task.Yield(); n++; } }
    public void Ref(ref int n) { var m = n; Take(() => m); }
    public void Fixed(int[] a) { var k = 1; unsafe { fixed (int* p = a) { var b = p[0]; Take(() => b + k); } } }
    public void Lock(object o) { lock (o) { var a = _n; Take(() => a); } }
    public void Anonymous(int n) { Action a = delegate { n++; }; a(); Action<int> b = delegate (int m) { }; b(1); }
    public void Discard(int n) => _ = (Func<int>)(() => n);
    public void Natural(int n) { var f = () => n; var g = (int a) => a; f(); g(1); }
    public Func<int> Ternary(bool b, int n) => b ? () => n : () => 1;
    public void Tuple(int n) { var (a, b) = (n, n); Take(() => a + b); }
    public int Indexer { get { var a = _n; Take(() => a); return a; } set => Take(() => value); }
    public int this[int at] { get { Take(() => at); return at; } }
    public static Lambdas operator +(Lambdas a, Lambdas b) { Take(() => a._n + b._n); return a; }
    public static implicit operator Lambdas(int n) { Take(() => n); return null; }
    public static void Take(Func<int> f) { }
    public static bool Test(Func<bool> f) => f();
    private int Instance() => 1;
    private static int One() => 1;
    private static void Static() { }
    private static T Id<T>(T t) => t;
}

public static class Widths { public static int Width(this string s) => s.Length; }

public class Primary(int seed, string name) : Base(seed, () => seed)
{
    private readonly Func<int> _f = () => seed;
    private readonly string _text = name + seed;
    public Func<int> Get() => () => seed + name.Length;
}

public class Strings
{
    private string _s = "a" + "b";
    public string Two(string a, string b) => a + b;
    public string Five(string a, int n, char c, object o, Color e) => a + n + c + o + e;
    public string OfStruct(Bare b, Told t) => "a" + b + t;
    public string OfGeneric<T>(T t) => "a" + t;
    public string OfNullable(int? n) => "a" + n;
    public void Append(string a, int n) { _s += a; _s += n; _s += Color.Red; _s = _s + 'c'; }
    public string Nothing(string a) => a + "" + null;
    public string Constant() => "a" + nameof(Two) + 'c';
    public string Interpolated(int n, string a) => $"{n} {a}";
    public string InterpolatedStrings(string a, string b) => $"{a}-{b}";
    public string InterpolatedOne(string a) => $"{a}";
    public string InterpolatedConstant() => $"a{nameof(Two)}";
    public string InterpolatedFormat(int n) => $"{n:X4}|{n,4}";
    public FormattableString Formattable(int n) => $"{n}";
    public IFormattable AsFormattable(int n) => $"{n}";
    public bool Write(Span<char> to, int n) => to.TryWrite($"{n} {n}", out _);
    public bool WriteUtf8(Span<byte> to, int n) => System.Text.Unicode.Utf8.TryWrite(to, $"{n}", out _);
    public void Build(StringBuilder b, int n) => b.Append($"{n}");
    public void Assert(bool b, int n) => Debug.Assert(b, $"{n}");
    public string Explicit(string a, string b) => string.Concat(a, b, a) + string.Join(",", a, b) + string.Format("{0}", a);
    public string Cut(string a) => a[1..] + a[..^1] + a.Substring(1);
    public char[] Chars(string a) => a.ToCharArray();
    public string[] Parts(string a) => a.Split(',');
    public string New(char c) => new string(c, 3) + new string(['a']);
    public string Upper(string a) => a.ToUpperInvariant();
    public string Same(string a) => a.ToString();
    public string OfNumber(int n) => n.ToString();
    public string Intern(string a) => string.Intern(a);
    public string Nested(string a, string b, int n) => $"{a + b}{n + a}{$"{n}"}";
    public string Chain(bool c, string a, string b) => (c ? a + b : b + a) + "z";
    public string Raw(int n) => $$"""{{{n}}}""";
    public string ViaLambda(string a) => Run(() => a + a);
    private static string Run(Func<string> f) => f();
}

public class Machines
{
    public IEnumerable<int> Iterator() { yield return 1; }
    public IEnumerator<int> Enumerator(int n) { for (var i = 0; i < n; i++) { yield return i; } }
    public IEnumerable OldIterator() { yield return "a"; }
    public async Task Async() => await Task.Yield();
    public async Task<int> AsyncOf() { await Task.Delay(1); return 1; }
    public async ValueTask AsyncValue() { await Task.Yield(); }
    public async void AsyncVoid() { await Task.Yield(); }
    public async IAsyncEnumerable<int> AsyncIterator() { await Task.Yield(); yield return 1; }
    public async Task<object> AsyncCapture(int n) { await Task.Yield(); Func<int> f = () => n; return f; }
    public async Task<int> AsyncLoop(int n) { for (var i = 0; i < n; i++) { await Task.Yield(); var j = i; Lambdas.Take(() => j); } return n; }
    public IEnumerable<object> IteratorCapture(int n) { Func<int> f = () => n; yield return f; yield return n; yield return new object(); }
    public Func<Task> AsyncLambda() => async () => await Task.Yield();
    public Func<Task> AsyncLambdaCapture(int n) => async () => { await Task.Delay(n); };
    public Func<int, Task> AsyncAnonymous() => async delegate (int n) { await Task.Delay(n); };
    public Task Passes() => Async();
    public async Task AwaitUsing(IAsyncDisposable d) { await using (d) { } await using var e = d; }
    public async Task AwaitForEach(IAsyncEnumerable<int> s) { await foreach (var n in s) { GC.KeepAlive(n); } }
    public int Custom(Steps steps) { var sum = 0; foreach (var n in steps) { sum += n; } return sum; }
    public int Interface(IEnumerable<int> s) { var sum = 0; foreach (var n in s) { sum += n; } return sum; }
}

public struct Steps
{
    public Steps GetEnumerator() => this;
    public bool MoveNext() => false;
    public int Current => 0;
}

public class Queries
{
    public object Where(int[] a) => from x in a where x > 1 select x;
    public object WhereCapture(int[] a, int n) => from x in a where x > n select x + n;
    public object Let(int[] a) => from x in a let y = x + 1 let z = y + x where z > 2 orderby z descending, y select new { x, z };
    public object Join(int[] a, int[] b) => from x in a join y in b on x equals y into g from z in g.DefaultIfEmpty() select (x, z);
    public object Two(int[] a, int[] b) => from x in a from y in b select x * y;
    public object Group(int[] a) => from x in a group x by x % 2 into g select g.Key;
    public object Cast(object[] a) => from int x in a select x;
    public object Boxes(int[] a) => from x in a select (object)x;
    public object Strings(int[] a, string s) => from x in a select s + x;
    public IQueryable<int> Tree(IQueryable<int> q, int n) => from x in q where x > n select x;
    public Expression<Func<int, int>> Expression() => x => x + 1;
    public Expression<Func<int>> ExpressionCapture(int n) => () => n;
    public Expression<Func<object>> ExpressionNew() => () => new object();
    public Expression<Func<string, string>> ExpressionConcat() => s => s + "a" + 1;
    public Expression<Func<Func<int, int>>> ExpressionNested() => () => x => x + 1;
}

public class Objects : Base
{
    private static readonly object s_gate = new();
    private object _lazy;
    private readonly Lazy<object> _l = new(() => new object());
    public Objects() : base(new object()) { }
    public Objects(int n) : base(null) => _lazy = new Bare { Value = n };
    public object Target() { object o = new(); List<int> l = new() { 1 }; return o ?? l; }
    public Node With(Node n) => n with { Id = 2 };
    public Node WithNone(Leaf n) => n with { };
    public Spot WithStruct(Spot s) => s with { X = 1 };
    public object WithAnonymous(int n) { var a = new { n, m = n }; return a with { n = 2 }; }
    public object Anonymous(int n) => new { n, inner = new { n } };
    public object Lazy() => _lazy ??= new object();
    public object Once() => LazyInitializer.EnsureInitialized(ref _lazy, () => new object());
    public void Throw() => throw new InvalidOperationException("a");
    public int ThrowBuilt(int n) => n > 0 ? n : throw new ArgumentException($"{n}" + n, nameof(n));
    public void ThrowHelper(object o) { ArgumentNullException.ThrowIfNull(o); if (o is int) { Fail(new object()); } }
    public object Dead() { return null; _lazy = new object(); }
    public object DeadIf() { if (false) { return new object(); } return true ? null : new object(); }
    public object DeadLoop() { while (false) { _lazy = new object(); } for (; false;) { _lazy = new object(); } return null; }
    public object AfterThrow() { throw null; _lazy = new object(); }
    public object DeadConst() { const bool On = false; if (On && _lazy != null) { _lazy = new object(); } return On ? new object() : null; }
    [Conditional("NEVER")] public static void Off(object o) { }
    [Conditional("NEVER")] public static void OffMany(params object[] o) { }
    public void Removed() { Off(new object()); Off(1); OffMany(1, 2); OffMany($"{1}"); }
    [Obsolete("a")] public void Attributed([CallerMemberName] string name = null, params object[] all) { }
    public void Uses() { Attributed(); Attributed("a"); Go(); Go(1); Go("a", 1); }
    public override void Go(params object[] all) => base.Go(all);
    public object Deconstructs(Node n) { var (id, next) = n; return next; }
    public bool Patterns(object o) => o is Node { Id: 1, Next: { } } or Spot(1, _) or string { Length: > 2 };
    public int ListPattern(int[] a) => a switch { [] => 0, [var x] => x, [var x, .. var rest] => rest.Length + x };
    public string TextPattern(string s) => s is [_, .. var rest] ? rest : s;
    public object Finally() { try { return new object(); } finally { _lazy = new object(); } }
    public object Recursion(int n) => n == 0 ? new object() : Recursion(n - 1);
    public object ImplicitIndex(List<int> l) => l[^1];
    public object Initialized() => new Holder { Items = { 1, 2 }, Map = { ["a"] = 1 }, Inner = { Number = 1 }, All = [1, 2] };
    public object Dynamic(dynamic d) => d.Foo(1);
    public object DynamicAdd(dynamic d) => d + 1;
    public void DynamicSet(dynamic d) => d.Value = 1;
    public object DynamicIndex(dynamic d) => d[0];
    public object DynamicConvert(dynamic d) { int n = d; return n; }
    public unsafe object FunctionPointer() { delegate*<int> p = &Get; return p(); }
    public void LockNew(Lock l) { lock (l) { } }
    public void LockFresh() { lock (new object()) { } }
    public object Interlock(ref object o) => Interlocked.CompareExchange(ref o, new object(), null);
    private static int Get() => 1;
    [System.Diagnostics.CodeAnalysis.DoesNotReturn] private static void Fail(object o) => throw new InvalidOperationException();
}

public class Holder
{
    public List<int> Items { get; } = new();
    public Dictionary<string, int> Map { get; } = [];
    public Thing2 Inner { get; } = new Thing2();
    public int[] All { get; set; }
}

public class Thing2 { public int Number { get; set; } }
