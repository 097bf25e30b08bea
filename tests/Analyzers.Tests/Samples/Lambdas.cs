// Closures, delegates and events; compared with the IL.
using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

public class Base { public Base(object any, Func<int> get = null) { } public virtual void Go(params object[] all) { } }

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
