// Operators, conversions, accessors and statements.
// A line is reported where it ends with //! and nowhere else.
using System.Collections;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
static class G { public static int Make() => new int[3].Length; public static int s = 1; }
struct Conv { public static implicit operator Conv(int x) { G.Make(); return default; } public static explicit operator int(Conv c) => G.Make(); }
struct Op { public static Op operator -(Op a) { G.Make(); return a; } public static Op operator !(Op a) { G.Make(); return a; } public static Op operator ~(Op a) { G.Make(); return a; } public static Op operator ++(Op a) { G.Make(); return a; } public static Op operator checked -(Op a, Op b) { G.Make(); return a; } public static Op operator -(Op a, Op b) { return a; } public static Op operator <<(Op a, int b) { G.Make(); return a; } public static bool operator <(Op a, Op b) { G.Make(); return false; } public static bool operator >(Op a, Op b) => true; }
struct Cmp { public void operator +=(int x) { G.Make(); } public void operator ++() { G.Make(); } public void operator -=(int x) { } }
class P { public int X { get; set { G.Make(); field = value; } } public int Y { get { return G.Make(); } set { } } public int this[int i] { get => 1; set { G.Make(); } } public ref int R => ref Q(); ref int Q() { G.Make(); return ref f; } int f; public P Next; public int Z; }
struct SP { public int X { get; set { G.Make(); } } public int this[int i] { set { G.Make(); } } }
struct Adds : IEnumerable<int> { public void Add(int x) { G.Make(); } public IEnumerator<int> GetEnumerator() => null; IEnumerator IEnumerable.GetEnumerator() => null; }
struct Spr { public SprE GetEnumerator() { G.Make(); return default; } } struct SprE { public int Current => 1; public bool MoveNext() => false; }
struct Dsp { public DspE GetEnumerator() => default; } ref struct DspE { public int Current => 1; public bool MoveNext() => false; public void Dispose() { G.Make(); } }
struct Ob { public ObE GetEnumerator() => default; } ref struct ObE { public Conv2 Current => default; public bool MoveNext() => false; }
struct Conv2 { public static implicit operator Conv(Conv2 c) { G.Make(); return default; } }
interface IA { int Go(); } ref struct RA : IA { public int Go() => G.Make(); } ref struct RB : IA { public int Go() => 1; }
static class GG { public static int Run<T>(T t) where T : IA, allows ref struct => t.Go(); public static int Run2<T>(T t) where T : IA, allows ref struct => Run(t); }
abstract class Base { protected Base() { V(); } public virtual void V() { } public override string ToString() { G.Make(); return ""; } } class Derived : Base { public override void V() { G.Make(); } }
sealed class Idsp : IDisposable { public void Dispose() { G.Make(); } } class IdspX : IDisposable { void IDisposable.Dispose() { G.Make(); } } sealed class AD : IAsyncDisposable { public ValueTask DisposeAsync() { G.Make(); return default; } }
class Ix { public int Count { get { G.Make(); return 1; } } public int this[int i] => 1; }
struct Bits { public static Bits operator |(Bits a, Bits b) { G.Make(); return a; } public static bool operator true(Bits a) => true; public static bool operator false(Bits a) => true; }
struct Str { public override string ToString() { G.Make(); return "a"; } public static implicit operator string(Str s) { G.Make(); return ""; } public static implicit operator Span<int>(Str s) { G.Make(); return default; } public static implicit operator bool(Str s) { G.Make(); return true; } }
record Rec(P A) { } record struct RecS(Eq3 A) { } sealed class Eq3 : IEquatable<Eq3> { public bool Equals(Eq3 o) { G.Make(); return true; } }
class Dead { public static int Twice(int x) => x > 3 ? Twice(x - 1) : Other(x); static int Other(int x) => x > 4 ? Twice(x) : G.Make(); public static int Fr(int x) => x > 3 ? Fr(x - 1) : Fo(x); static int Fo(int x) => x > 4 ? Fr(x) : 3; }
class C
{
  Derived _d; P _p; static Func<int, int> s_f = static x => G.Make(); event Action Evt;
  [Memalloc] void A(Conv c, Op o, Cmp cmp, P p, SP sp, Spr spr, Dsp dsp, Ob ob, IdspX ix, Ix idx, Bits b, Str str, Rec r1, RecS r2, int i, (int, int) pair, Derived der, Idsp ids, bool flag, string text, List<Conv> list) {
    (Conv, int) t1 = (3, 4); //!
    (Conv, int) t2 = pair; //!
    var tt = ((Conv)3, 1); //!
    (Conv q1, int q2) = pair; //!
    (c, i) = (3, 4); //!
    i = (int)c; //!
    _ = -o; //!
    _ = !o; //!
    _ = ~o; //!
    o++; //!
    _ = o - o;
    checked { _ = o - o; } //!
    _ = o << 3; //!
    o <<= 3; //!
    _ = o < o; //!
    cmp += 3; //!
    cmp++; //!
    cmp -= 3;
    p?.X = 3; //!
    p?.Next?.X = 3; //!
    p.X += 3; //!
    p.X++; //!
    _ = p.Y; //!
    p.Y = 3;
    p[1] = 3; //!
    _ = p[1];
    p.R = 3; //!
    ref var rr = ref p.R; //!
    sp = new SP { X = 3 }; //!
    sp = new SP { [3] = 3 }; //!
    var ad = new Adds { 1, 2 }; //!
    Span<int> spread = [.. spr]; //!
    foreach (var x in dsp) { } //!
    foreach (Conv x in ob) { } //!
    GG.Run(new RA()); //!
    GG.Run(new RB());
    GG.Run2(new RA()); //!
    GG.Run2(new RB());
    using (ix) { } //!
    using (ids) { } //!
    _ = idx[^1]; //!
    _ = b || b; //!
    string ss = str; //!
    Span<int> s3 = str; //!
    if (str) { } //!
    while (str) { } //!
    _ = str ? 1 : 2; //!
    text = "a" + str; //!
    _ = r1 == r1; //!
    _ = r2 == r2; //!
    r2.Equals(r2); //!
    _ = r1.GetHashCode(); //!
    Dead.Twice(3); //!
    Dead.Fr(3);
    Span<int> sa = stackalloc int[] { G.Make() }; //!
    s_f(3); //!
    _d.V(); //!
    switch (i) { case 3 when G.Make() > 1: break; } //!
    var sel = i switch { 1 => c, _ => (Conv)i }; //!
    Conv cc = flag ? 1 : c; //!
    Conv? nn = flag ? 1 : null; //!
    list.Contains(c); //!
    F1(1); //!
    F2(p.Y); //!
    F3(i: G.Make()); //!
    F4(); //!
    _ = list is [var only];
    ref readonly var rf = ref p.R; //!
    Action a = null;
    a = a + a; //!
    Evt += a; //!
    Evt?.Invoke(); //!
    _ = text switch { "a" => 1, _ => 2 };
    i = text is ['a', .. var restt] ? 1 : 0; //!
    Func<int> lam = static () => G.Make(); //!
    _ = (Func<int>)G.Make;
    unsafe { int* pp = stackalloc int[3]; pp[G.Make()] = 1; } //!
    _ = nameof(G.Make);
    _ = sizeof(int); _ = typeof(C); _ = default(Conv);
    if (p is { X: > 1, Next.Next.Y: 2 }) { } //!
    if (p is { Next: { Y: 1 } or null }) { } //!
    do { } while (G.Make() > 100); //!
    i = flag && G.Make() > 1 ? 1 : 0; //!
    const bool no = false; if (no) G.Make();
    Loc<int>(3);
    Loc<Conv>(3); //!
    T Loc<T>(T x) { var arr = x; return arr; }
  }
  void F1(Conv c) { } void F2(int x) { } void F3(int j = 0, int i = 1) { } void F4([CallerMemberName] string s = "") { G.Make(); }
  async Task M5() { await using var x = new AD(); using var memalloc = new Wrapped(); }
  IEnumerable<int> It() { using (WriteOut2.Enter()) { G.Make(); yield return 1; } }
  void Unmarked() { using (WriteOut.Enter()) {
     G.Make(); //!
     }
     G.Make(); }
}
struct Wrapped : IDisposable { public void Dispose() { } } struct WriteOut2 : IDisposable { public static WriteOut2 Enter() => default; public void Dispose() { } }
