// Closures, delegates and local functions in every place where the compiler makes scopes; compared with the IL.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

public class Scopes
{
    private int _n;
    private Action _kept;
    private static void Take(Func<int> f) { }
    private static void Run(Action a) => a();
    private static bool Test(Func<bool> f) => f();
    public void ForInitializer(int n) { for (int i = 0, j = n; i < j; i++) { Take(() => j); } }
    public void ForConditionOnly(int n) { for (var i = 0; Test(() => i < n); i++) { } }
    public void ForBodyAndVariable(int n) { for (var i = 0; i < n; i++) { var j = i; Take(() => j); Take(() => i); } }
    public void ForBodyOnly(int n) { for (var i = 0; i < n; i++) { var j = i; Take(() => j); } }
    public void ForNested(int n) { for (var i = 0; i < n; i++) { for (var j = 0; j < n; j++) { Take(() => i + j); } } }
    public void WhileCondition(int n) { while (int.TryParse("1", out var m) && m < n) { Take(() => m); } }
    public void DoCondition(int n) { int m; do { m = n--; var k = m; Take(() => k); } while (Test(() => m > 0)); }
    public void ForEachBody(int[] a) { foreach (var x in a) { var y = x; Take(() => y); } }
    public void ForEachBoth(int[] a, int n) { foreach (var x in a) { var y = x; Take(() => x + y + n); } }
    public void ForEachDeconstructed(Dictionary<int, int> d) { foreach (var (key, value) in d) { Take(() => key); Take(() => value); } }
    public void ForEachNested(int[][] a) { foreach (var x in a) { foreach (var y in x) { Take(() => x.Length + y); } } }
    public void If(int n) { if (n > 0) { var a = n; Take(() => a); } else { var b = n; Take(() => b); } }
    public void IfOnly(int n) { if (n > 0) { var a = n; var b = n; Take(() => a); Take(() => b); } }
    public void IfPattern(object o) { if (o is string { Length: var l } s) { Take(() => l + s.Length); } }
    public void IfNot(object o) { if (o is not string s) { return; } Take(() => s.Length); }
    public void IfWithout(object o) { if (o is int n) Take(() => n); }
    public void ElseIf(object o) { if (o is int n) { Take(() => n); } else if (o is string s) { Take(() => s.Length); } }
    public void NestedBlocks(int n) { { var a = n; Take(() => a); { var b = a; Take(() => a + b); } } }
    public void NestedBlocksApart(int n) { { var a = n; Take(() => a); } { var a = n; Take(() => a); } }
    public void NestedThrough(int n) { var a = n; { var b = n; { var c = n; Take(() => c); Take(() => a + c); } Take(() => b); } }
    public void NestedAll(int n) { var a = n; if (n > 0) { var b = a; if (b > 1) { var c = b; Run(() => { a++; b++; c++; }); } } }
    public void NestedThis(int n) { if (n > 0) { var b = n; Take(() => b + _n); } }
    public void NestedThisOuter(int n) { Take(() => _n + n); if (n > 0) { var b = n; Take(() => b + _n); } }
    public void ThisAndLambda(int n) { Take(() => _n); Take(() => n); }
    public void ThisInNested(int n) { var a = n; Run(() => { var b = a; Run(() => _n = b); }); }
    public void LambdaBlock(int n) { Run(() => { if (n > 0) { var m = n; Take(() => m); } }); }
    public void LambdaLoop(int n) { Run(() => { foreach (var m in Enumerable.Range(0, n)) { Take(() => m); } }); }
    public void LambdaParameters() { Func<int, Func<int>> f = a => () => a; Func<int, int, Func<int>> g = (a, b) => () => a + b; f(1); g(1, 2); }
    public void LambdaShared(int n) { var a = n; Run(() => { Take(() => a); Take(() => n); }); }
    public void LambdaDefault(int n) { var f = (int a = 3) => a + n; f(); }
    public void LambdaStatic() { Func<int> f = static () => 1; Func<int, int> g = static x => x; f(); g(1); }
    public void LambdaOfLambda() { Func<Func<Func<int>>> f = () => () => () => 1; f(); }
    public void LambdaRef() { Test2((ref int x) => x++); static void Test2(RefAction a) { } }
    private delegate void RefAction(ref int n);
    public void Try(int n) { try { var a = n; Take(() => a); } catch (InvalidOperationException e) { Take(() => e.HResult); } catch (Exception e) when (Test(() => e.HResult > n)) { Take(() => e.HResult + 1); } finally { var b = n; Take(() => b); } }
    public void TryOuter(int n) { var a = n; try { Take(() => a); } finally { Take(() => a); } }
    public void Switch(int n, object o) { switch (n) { case 1: var a = n; Take(() => a); break; case 2: { var b = n; Take(() => b); break; } default: if (o is int c) { Take(() => c); } break; } }
    public void SwitchPatterns(object o) { switch (o) { case int a: Take(() => a); break; case string b when Test(() => b.Length > 2): Take(() => b.Length); break; case (int c, int d): Take(() => c + d); break; } }
    public int SwitchArms(object o) => o switch { int n when Test(() => n > 1) => n, string s => Get(() => s.Length), _ => 0 };
    public Func<int> SwitchArmsInBlock(object o) { var m = 1; return o switch { int n => () => n + m, string s => () => s.Length, _ => () => m }; }
    public void Using(Timer t) { using var a = t; using (var b = t) { Take(() => b.GetHashCode()); } Take(() => a.GetHashCode()); }
    public void UsingMany(Timer t) { using (Timer a = t, b = t) { Take(() => a.GetHashCode() + b.GetHashCode()); } }
    public void Lock(Lock l, object o) { lock (l) { var a = _n; Take(() => a); } lock (o) { var b = _n; Take(() => b); } }
    public unsafe void Fixed(byte[] bytes, int n) { fixed (byte* p = bytes) { var a = p[0]; Take(() => a + n); } }
    public void Checked(int n) { checked { var a = n; Take(() => a + 1); } unchecked { var b = n; Take(() => b); } }
    public void Goto(int n) { var k = n; start: var a = k; Take(() => a); if (k-- > 0) { goto start; } }
    public void Labelled(int n) { { if (n > 0) { goto end; } var a = n; Take(() => a); } end: return; }
    public void OutVariables(string s) { int.TryParse(s, out var a); Take(() => a); if (!int.TryParse(s, out var b)) { return; } Take(() => b); }
    public bool Expression(string s) => int.TryParse(s, out var n) && Test(() => n > 2);
    public Func<int> Property { get { var a = _n; return () => a; } set { Take(() => value()); } }
    public int this[int at] { get { Take(() => at); return 0; } set => Take(() => at + value); }
    public event Action Custom { add { Run(() => value()); } remove { _kept = () => { _kept = value; }; } }
    public Scopes() { }
    public Scopes(int n) : this() { Take(() => n); }
    public Scopes(string s) { var a = s; Take(() => a.Length + _n); }
    ~Scopes() { var a = _n; Take(() => a); }
    public static Scopes operator -(Scopes a) { Take(() => a._n); return a; }
    public static explicit operator int(Scopes a) => Get(() => a._n);
    private static int Get(Func<int> f) => f();
    public void Deconstruct(out int a, out int b) { var c = _n; Take(() => c); (a, b) = (c, c); }
    public void Discarded(int n) { _ = (Func<int>)(() => n); Func<int, int, int> f = (_, _) => n; f(1, 2); }
    public void Assigned(int n) { _kept ??= () => _n = n; _kept += () => _n++; }
    public Action<int> Returned() => n => { var m = n; Run(() => _n = m); };
    public void Compound(ref int n) { var m = n; m += Get(() => m); n = m; }
    public Func<T> Generic<T>(T t) where T : new() => () => new T();
    public Func<T> GenericCaptured<T>(T t) => () => t;
    public Func<int> GenericUnused<T>() => () => 1;
}

public class LocalFunctions
{
    private int _n;
    private static void Take(Func<int> f) { }
    public int Struct(int n) { return A() + B(); int A() => n; int B() => n + 1; }
    public int StructNested(int n) { if (n > 0) { var m = n; return A(); int A() => n + m; } return 0; }
    public int StructPassed(int n) { return A(1); int A(int m) { return B(); int B() => m + n; } }
    public void Mixed(int n) { var m = n; Take(() => m); A(); int A() => m; }
    public void MixedApart(int n) { var m = n; if (n > 0) { var k = n; Take(() => k); } A(); int A() => m; }
    public Func<int> MixedConverted(int n) { A(); return A; int A() => n; }
    public void MixedNested(int n) { A(); void A() { var m = n; Take(() => m); } }
    public void MixedNestedOuter(int n) { A(); void A() { Take(() => n); } }
    public void MixedThrough(int n) { Take(() => A()); int A() => B(); int B() => n; }
    public void MixedScopes(int n) { var a = n; { var b = n; Take(() => A()); int A() => a + b; } }
    public int Loops(int n) { var sum = 0; for (var i = 0; i < n; i++) { Add(i); } return sum; void Add(int m) => sum += m; }
    public void LoopsConverted(int n) { for (var i = 0; i < n; i++) { var k = i; Take(A); int A() => k; } }
    public void Event() { Changed += A; Changed -= A; void A() { } }
    public void EventCapturing(int n) { Changed += A; void A() => n++; }
    public void ThreadStart(int n) { var t = new Thread(Go); t.Start(); void Go() => n++; }
    public void Static(int n) { A(n); static int A(int m) => m; }
    public Func<int, int> StaticConverted() { return A; static int A(int m) => m; }
    public void OnlyThis() { A(); int A() => _n; }
    public Func<int> OnlyThisConverted() { return A; int A() => _n; }
    public void OnlyThisInLambda() { Take(() => A()); int A() => _n; }
    public int NeverCalled(int n) { return n;
#pragma warning disable CS8321 // Declared and not used: nothing calls it.
        int A() => n;
#pragma warning restore CS8321
    }
    public int Mutual(int n) { return A(n); int A(int m) => m == 0 ? n : B(m - 1); int B(int m) => A(m - 1); }
    public void MutualConverted(int n) { Take(() => A(1)); int A(int m) => m == 0 ? n : B(m - 1); int B(int m) => A(m - 1); }
    public IEnumerable<int> Iterator(int n) { return A(n); static IEnumerable<int> A(int m) { yield return m; } }
    public IEnumerable<int> IteratorCapturing(int n) { foreach (var x in A()) { yield return x; } IEnumerable<int> A() { yield return n; } }
    public async Task Async(int n) { await A(); async Task A() { await Task.Delay(n); } }
    public Task AsyncCapturing(int n) { return A(); async Task A() { await Task.Yield(); _n = n; } }
    public async Task AsyncLambda(int n) { Func<Task> f = async () => await Task.Delay(n); await f(); }
    public async Task AsyncBlocks(int n) { if (n > 0) { var m = n; await Task.Yield(); Take(() => m); } }
    public async Task AsyncShared(int n) { await Task.Yield(); var m = n; { var k = m; Take(() => k + m); } }
    public int Default(int n) { return A(); int A(int m = 2) => m + n; }
    public T GenericOuter<T>(T t) { return A(); T A() => t; }
    public Func<T> GenericConverted<T>(T t) { return A; T A() => t; }
    public int GenericInner(int n) { return A<string>("a"); int A<T>(T t) => n + t.GetHashCode(); }
    public Func<string, int> GenericInnerConverted(int n) { return A<string>; int A<T>(T t) => n; }
    public int WithRef(ref int n) { var m = 1; A(ref n); return m; void A(ref int k) => m += k; }
    public event Action Changed;
    public void Raise() => Changed?.Invoke();
}

public class Groups
{
    private readonly List<int> _list = [];
    private static int s_n;
    public Action Instance() => Go;
    public Action ThisInstance() => this.Go;
    public Action Static() => GoStatic;
    public Action Other(Groups g) => g.Go;
    public Action Virtual() => GoVirtual;
    public Func<string> Base() => base.ToString;
    public Func<int, bool> OfList() => _list.Contains;
    public Func<string> OfStruct(DateTime d) => d.ToString;
    public Func<Type> OfBoxed(int n) => n.GetType;
    public Func<string> OfConstrained<T>(T t) where T : class => t.ToString;
    public Func<int> Extension(int[] a) => a.Count;
    public Func<int, int> Conversion(Func<int, int> f) => f.Invoke;
    public Predicate<int> Reconverted(Func<int, bool> f) => new(f);
    public Func<object> Covariant(Func<string> f) => f;
    public Func<object> CovariantGroup() => Text;
    public Delegate Natural() => GoStatic;
    public object AsObject() => (Action)GoStatic;
    public Action Created() => new(GoStatic);
    public Action CreatedInstance() => new(Go);
    public Action Ternary(bool b) => b ? Go : GoStatic;
    public void Passed() { Run(Go); Run(GoStatic); Run(delegate { }); Run(() => { }); Run(static () => s_n++); }
    public void Combined(Action a, Action b) { var c = a + b; c += a; c -= b; c = c - a; c?.Invoke(); }
    public void CombinedGroup(Action a) { a += Go; a += GoStatic; a -= Go; a(); }
    public bool Compared(Action a) => a == Go;
    public Func<T> GenericMethod<T>() => Make<T>;
    public Func<int> GenericMethodClosed() => Make<int>;
    public Func<T> OfGenericType<T>() => Maker<T>.Make;
    public Comparison<int> Comparer() => Comparer<int>.Default.Compare;
    public void Sorts() => _list.Sort((a, b) => b.CompareTo(a));
    public int SortsBy(int by) { _list.Sort((a, b) => (a - by).CompareTo(b)); return _list.FindIndex(x => x == by); }
    public void Threads() { var t = new Thread(Go); ThreadPool.QueueUserWorkItem(static _ => { }); t.Join(); }
    public Lazy<object> Lazy() => new(() => new object());
    public Task Running(int n) => Task.Run(() => n);
    public object Selected(int[] a) => a.Select(int.Abs).Where(static x => x > 1).ToArray();
    public object SelectedInstance(int[] a) => a.Select(Add).ToList();
    private int Add(int n) => n + _list.Count;
    private void Go() { }
    protected virtual void GoVirtual() { }
    private static void GoStatic() { }
    private static string Text() => "a";
    private static void Run(Action a) { }
    private static T Make<T>() => default;
    private static class Maker<T> { public static T Make() => default; }
}

public class Seeded(int seed, string name, Func<int> made)
{
    private readonly int _seed = seed;
    private readonly Func<int> _own = made ?? (() => 1);
    public Func<int> Own => () => seed;
    public int Name() => name.Length;
    public Func<int> Both(int n) => () => n + seed + _seed + _own();
}

public class SeededInFields(int seed, string name)
{
    private readonly Func<int> _seed = () => seed;
    private readonly Func<int> _name = () => name.Length;
    public Func<int> Both { get; } = () => seed + name.Length;
    public int Sum() => _seed() + _name() + Both();
}

public class SeededOnlyInFields(int seed)
{
    private readonly Func<int> _get = () => seed;
    private readonly Func<Func<int>> _nested = () => () => 1;
    public Func<int> Get() => _get ?? _nested();
}

public class SeededByLocal(int seed)
{
    private readonly int _all = Run(() => { var n = seed; return Run(() => n + seed); });
    public int All => _all;
    private static int Run(Func<int> f) => f();
}

public class SeededInCall(int seed) : Parent(() => seed)
{
    public int Sum() => Get();
}

public class SeededInCallAndField(int seed) : Parent(() => seed)
{
    private readonly Func<int> _other = () => seed + 1;
    public int Sum() => _other();
}

public class Parent(Func<int> get) { public int Get() => get(); }

public struct SeededStruct(int seed)
{
    private readonly int _twice = seed * 2;
    public Func<int> Get() { var copy = seed; return () => copy; }
    public int Twice => _twice;
}

public static class InStatics
{
    private static readonly int s_n = Run(() => { var n = 1; return Run(() => n); });
    private static readonly Action s_group = Go;
    private static readonly Action s_lambda = () => Go();
    private static readonly Func<Action> s_nested = () => Go;
    private static readonly List<Action> s_all = [Go, () => { }];
    private static int Auto { get; } = Run(() => 1);
    static InStatics() { Run(() => s_n); s_group(); s_lambda(); s_nested(); foreach (var x in s_all) { Run(() => { x(); return 1; }); } Local(); void Local() => Run(() => 2); }
    public static int All() => Auto;
    private static void Go() { }
    private static int Run(Func<int> f) => f();
}

public class SeededInMany(int seed, int other) : Parent(() => other)
{
    private readonly int _plain = seed + other;
    private readonly Func<int> _first = () => seed;
    private event Action Initialized = () => { seed.ToString(); };
    private readonly Func<Func<int>> _second = () => { var n = seed; return () => n + other; };
    public Func<int> Third { get; } = () => 1;
    public Func<int> Uses() { Initialized(); return () => seed + _plain + _first() + _second()(); }
}

public record SeededRecord(int Seed) { public Func<int> Get { get; } = () => Seed; public Func<int> Later() => () => Seed; }

public record struct SeededRecordStruct(int Seed) { public readonly Func<int> Get = () => Seed; }

public class SeededWithOther(int seed)
{
    public SeededWithOther(string s) : this(s.Length) { Func<int> f = () => s.Length; f(); }
    private readonly Func<int> _get = () => seed;
    public int Get() => _get();
}
