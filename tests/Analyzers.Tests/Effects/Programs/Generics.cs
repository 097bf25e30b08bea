// Generic code, virtual calls, delegates and state machines.
// A line is reported where it ends with //! and nowhere else.
using System.Collections;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
static class G { public static int Make() => new int[3].Length; public static Conv C() => default; }
struct Conv { public static implicit operator Conv(int x) { G.Make(); return default; } }
struct PriS(int x) { public int V = G.Make(); public int W = x; public int Cap => x; }
struct PriF(int x) { public int W = x; public int Cap => x; }
class It {
  [Memalloc] IEnumerable<int> E() { //!
    using (new D()) { yield return 1; } } //!
  [Memalloc] async Task A() { //!
    await using var a = new AD(); //!
    await foreach (var x in AE()) { } //!
    await new Aw(); //!
    }
  async IAsyncEnumerable<int> AE() { yield return 1; }
}
class D : IDisposable { public void Dispose() { G.Make(); } } class AD : IAsyncDisposable { public ValueTask DisposeAsync() { G.Make(); return default; } }
struct Aw { public Awt GetAwaiter() { G.Make(); return default; } } struct Awt : INotifyCompletion { public bool IsCompleted => true; public void GetResult() { } public void OnCompleted(Action a) { } }
class Outer<T> { public class Inner<U> { public static bool Eq(T a, U b) => EqualityComparer<T>.Default.Equals(a, a) && EqualityComparer<U>.Default.Equals(b, b); public static void Box(U u) { object o = u; } public struct Deep<V> { public static void Box(V v, T t) { object o = v; } } } }
struct NoEq { int x; } struct YesEq : IEquatable<YesEq> { public bool Equals(YesEq o) => true; }
delegate ref int RefD(); [Memalloc] delegate int Md(int x);
interface IV { int Go(); } struct V1 : IV { public int Go() => G.Make(); } struct V2 : IV { public int Go() => 1; }
class Hold<T> where T : struct, IV { T _v; public int Run() => _v.Go(); public virtual int Vr() => _v.Go(); } sealed class HoldS<T> : IV where T : struct, IV { T _v; public int Go() => _v.Go(); }
class Cov { public virtual object Get() => null; } sealed class CovD : Cov { public override string Get() => new string('a', G.Make()); }
abstract class Tm { public int Run() => Hook(); protected abstract int Hook(); } sealed class TmA : Tm { protected override int Hook() => G.Make(); } sealed class TmB : Tm { protected override int Hook() => 1; }
static class Ex { public static int Twice(this Func<int> f) => f() + f(); public static int Via<T>(this T t, Func<T, int> f) => f(t); public static T Pipe<T>(T t, params ReadOnlySpan<Func<T, T>> fs) { foreach (var f in fs) t = f(t); return t; } }
class Sw { int _i; public int this[Index i] => G.Make(); public int this[Range r] => G.Make(); public string S { get; init { G.Make(); field = value; } } public required int Q { get; set { G.Make(); } } }
struct InS { public string S { get; init { G.Make(); } } }
class C {
  static readonly HoldS<V1> s_h1 = new(); static readonly HoldS<V2> s_h2 = new(); static readonly Func<int>[] s_arr = [() => 1];
  [Memalloc] void A(Hold<V1> h1, Hold<V2> h2, CovD cov, TmA ta, TmB tb, Sw sw, int[] arr, int i, Cov cv, Func<int> fi, Md md, IV iv, List<IV> ivs, ReadOnlySpan<IV> sivs) {
    new PriS(1); //!
    new PriF(1);
    Outer<int>.Inner<YesEq>.Eq(1, default); //!
    Outer<int>.Inner<NoEq>.Eq(1, default); //!
    Outer<NoEq>.Inner<int>.Eq(default, 1); //!
    Outer<int>.Inner<string>.Box("a");
    Outer<int>.Inner<int>.Box(1); //!
    Outer<string>.Inner<int>.Deep<string>.Box("a", "b");
    Outer<string>.Inner<string>.Deep<int>.Box(1, "b"); //!
    h1.Run(); //!
    h2.Run();
    h2.Vr(); //!
    s_h1.Go(); //!
    s_h2.Go();
    ((IV)s_h1).Go(); //!
    cov.Get(); //!
    cv.Get(); //!
    ta.Run(); //!
    tb.Run();
    _ = sw[^1]; //!
    _ = sw[1..]; //!
    var ins = new InS { S = "a" }; //!
    ins = ins with { S = "b" }; //!
    fi.Twice(); //!
    ((Func<int>)(static () => 1)).Twice();
    3.Via(static x => x + 1);
    3.Via(static x => G.Make()); //!
    Ex.Pipe(3, static x => x); //!
    s_arr[0](); //!
    md(3);
    iv.Go(); //!
    foreach (var v in sivs) v.Go(); //!
    foreach (var v in ivs) { v.Go(); } //!
    var m = new Md(static x => x);
    arr.AsSpan()[1..].Fill(3);
    (i, arr[0]) = (arr[0], i);
    Span<int> z = [1, 2, 3]; ReadOnlySpan<int> zz = [1, 2, 3];
    int[] made = [1, 2]; //!
    IEnumerable<int> en = [1]; //!
    if (i is > 3 and (< 5 or 9)) { }
    var str = i > 3 ? "a" : "b";
    const string k = "a" + "b";
    object o = i; //!
    o = true ? (object)"a" : i;
    ref int r = ref arr[0]; r++;
    try { } catch (Exception e) { _ = e.Message; }  //!
    using var g2 = WriteOut.Enter();
    Span<char> ch = stackalloc char[10]; "abc".CopyTo(ch); i.TryFormat(ch, out _);
    System.Diagnostics.Debug.Assert(i > 3, $"a{i}");
    ArgumentNullException.ThrowIfNull(arr); ArgumentOutOfRangeException.ThrowIfNegative(i);
    Unsafe.As<object, string>(ref o); MemoryMarshal.Cast<int, byte>(z); Interlocked.Exchange(ref o, null);
  }
}
