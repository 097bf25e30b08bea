// Members that the compiler calls: copies, disposal, enumerators, patterns, handlers, builders, ranges.
// A line is reported where it ends with //! and nowhere else.
using System.Collections;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
struct Fine { }
record RC(int X) { protected RC(RC o) { X = o.X; G.Make(); } }
record RF(int X) { }
record struct RS(int X) { }
static class G { public static int Make() => new int[3].Length; public static int s = 1; }
ref struct RefD { public void Dispose() { G.Make(); } }
ref struct RefF { public void Dispose() { } }
struct Conv { public static implicit operator Conv(int x) { G.Make(); return default; } public static implicit operator Conv(long x) => default; public static bool operator true(Conv c) { G.Make(); return true; } public static bool operator false(Conv c) => false; public static Conv operator &(Conv a, Conv b) => a; }
interface IDef { void Run() { G.Make(); } void Free() { } }
sealed class Def : IDef { }
struct SDef : IDef { }
static class Ext { extension(int x) { public int Big => G.Make(); public int Fine => x; public void Go() { G.Make(); } public static int operator +(Fine a, int b) => 0; } extension(Fine f) { public static Fine operator +(Fine a, Fine b) { G.Make(); return a; } }
  public static LE GetEnumerator(this Hold h) { G.Make(); return default; }  public static void Deconstruct(this Hold h, out int a, out int b) { G.Make(); a = b = 0; }
  public static LE GetEnumerator(this HoldF h) => default; }
class Hold { } class HoldF { }
struct LE { public int Current => 1; public bool MoveNext() => false; }
struct LE2 { public int Current { get { G.Make(); return 1; } } public bool MoveNext() { return false; } public LE2 GetEnumerator() => this; }
class Fld { public int P { get { return field; } set { field = value; G.Make(); } }  public int Q { get => field; set => field = value; } public string Lz => field ??= new string('a', G.s); }
[InlineArray(4)] struct Buf { int _e; }
[InterpolatedStringHandler] ref struct H { public H(int l, int f) { G.Make(); } public void AppendLiteral(string s) { } public void AppendFormatted(int i) { } }
[InterpolatedStringHandler] ref struct H2 { public H2(int l, int f) { } public void AppendLiteral(string s) { } public void AppendFormatted<T>(T i) { G.Make(); } }
[InterpolatedStringHandler] ref struct H3 { public H3(int l, int f, out bool ok) { ok = false; } public bool AppendLiteral(string s) => true; public bool AppendFormatted(int i) => true; }
[CollectionBuilder(typeof(B), "Create")] class Coll : IEnumerable<int> { public IEnumerator<int> GetEnumerator() => null; IEnumerator IEnumerable.GetEnumerator() => null; }
[CollectionBuilder(typeof(B), "CreateF")] struct CollF : IEnumerable<int> { public IEnumerator<int> GetEnumerator() => null; IEnumerator IEnumerable.GetEnumerator() => null; }
static class B { public static Coll Create(ReadOnlySpan<int> s) => new Coll(); public static CollF CreateF(ReadOnlySpan<int> s) => default; }
struct Pin { int x; public ref int GetPinnableReference() { G.Make(); return ref Unsafe.NullRef<int>(); } }
struct PinF { public ref int GetPinnableReference() => ref Unsafe.NullRef<int>(); }
struct Idx { public int Length { get { G.Make(); return 1; } } public int this[int i] => 1; public Idx Slice(int a, int b) { G.Make(); return this; } }
struct IdxF { public int Length => 1; public int this[int i] => 1; public IdxF Slice(int a, int b) => this; }
struct Q { public Q Where(Func<int, bool> f) => this; public Q Select<T>(Func<int, T> f) { G.Make(); return this; } }
class Pri(int x, Func<int> f) { public int M() => x + f(); public int Init = G.Make(); }
partial class Part { public partial int P { get; } [Memalloc] public partial void Run(); partial void Hook(); [Memalloc] void Z() { Hook(); } } //!
partial class Part { public partial int P => G.Make(); public partial void Run() {
   G.Make(); } //!
 partial void Hook() { G.Make(); } }
struct Eq { public static bool operator ==(Eq a, Eq b) { G.Make(); return true; } public static bool operator !=(Eq a, Eq b) => false; public override bool Equals(object o) { G.Make(); return false; } public override int GetHashCode() => 0; public void Deconstruct(out int a, out int b) { G.Make(); a = b = 1; } public int Prop { get { G.Make(); return 1; } } }
struct Nest { public Eq E { get { return default; } } public Eq F => default; }
class Ev { public event Action E { add { G.Make(); } remove { } } public event Action F; [Memalloc] public void R(Action a) {
   E += a; //!
   E -= a;
   F?.Invoke(); //!
   } }
class ST { public static int Val = G.Make(); static ST() { G.Make(); } public static void Run() { } }
class T1<T> where T : new() { public static T Make() => new T(); public static int Two<U>() where U : IZ => U.Z(); }
interface IZ { static abstract int Z(); static virtual int V() => G.Make(); }
struct ZA : IZ { public static int Z() => G.Make(); } struct ZF : IZ { public static int Z() => 1; public static int V() => 1; }
class Mid<T> where T : IZ { public static int Go() => T1<object>.Two<T>(); public static int Vv() => T.V(); }
class C
{
  [Memalloc] void A(RC c, RF f, RS s, Fld fl, Hold hold, HoldF holdf, IDef idef, Def def, SDef sdef, Buf buf, Idx idx, IdxF idxf, Q q, Part part, Eq e, Nest n, object o, int i, Pin pin, PinF pinf) {
    var a = c with { X = 1 }; //!
    var b = f with { X = 1 }; //!
    var d = s with { X = 1 };
    using var r = new RefD(); //!
    using var r2 = new RefF();
    Conv c1 = 3; //!
    Conv c2 = 3L;
    if (c2) { } //!
    if (c2 && c2) { } //!
    ((IDef)def).Run(); //!
    ((IDef)def).Free();
    idef.Free(); //!
    ((IDef)sdef).Run(); //!
    var b1 = i.Big; //!
    var b2 = i.Fine;
    i.Go(); //!
    var sum = default(Fine) + default(Fine); //!
    foreach (var x in hold) { } //!
    foreach (var x in holdf) { }
    foreach (var x in default(LE2)) { } //!
    var (h1, h2) = hold; //!
    (h1, (h2, _)) = (1, hold); //!
    foreach (var (y1, y2) in new Span<Hold>()) { } //!
    fl.P = 3; //!
    fl.Q = 3; i = fl.Q;
    o = fl.Lz; //!
    foreach (var z in buf) { }
    buf[1] = 3; Span<int> sp = buf; var slice = buf[..2];
    T($"a{i}"); //!
    T2($"a{i}"); //!
    T3($"a{i}");
    Coll k = [1, 2]; //!
    CollF k2 = [1, 2];
    Ps(1, 2, 3);
    Pl(1, 2, 3); //!
    unsafe { fixed (int* p = pin) { } } //!
    unsafe { fixed (int* p = pinf) { } }
    var l1 = idx[^1]; //!
    var l2 = idx[1..]; //!
    var l3 = idxf[^1]; var l4 = idxf[1..];
    var p1 = part.P; //!
    part.Run();
    if (e == e) { } //!
    if (e is (1, 2)) { } //!
    if (e is { Prop: 1 }) { } //!
    if (n is { E.Prop: 1 }) { } //!
    var sw = o switch { Eq { Prop: 3 } => 1, (int, int) => 3, _ => 2 }; //!
    var sw2 = i switch { > 3 => 1, < 2 and not 1 => 2, _ => G.Make() }; //!
    var sw3 = (e, e) switch { ((1, 1), _) => 1, _ => 0 }; //!
    var lst = idx is [1, .. var rest]; //!
    var lst2 = idxf is [1, .. var rest2];
    T1<object>.Make(); //!
    T1<int>.Make();
    Mid<ZA>.Go(); //!
    Mid<ZF>.Go();
    Mid<ZA>.Vv(); //!
    Mid<ZF>.Vv();
    int? ni = i; ni++; ni += 1;
    Conv? nc = ni; //!
    nc = default(int?); //!
    static int Loc(int v) => G.Make(); //!
    Loc(3);
    e.Equals(e); //!
    (e, 1).Equals((e, 1)); //!
    var tup = (e, 1) == (e, 1); //!
    o ??= c;
    int? w = o as int?;
    checked { i++; }
    lock (o) { G.Make(); } //!
    try { G.Make(); } //!
    finally { G.Make(); } //!
    try { i++; } catch (Exception ex) when (G.Make() > 1) { } //!
    foreach (var v in G.s > 1 ? new int[0] : null) { } //!
    Span<int> st = stackalloc int[G.Make()]; //!
    for (G.Make(); i < 3; i++) { } //!
    var anon = new { A = 1 }; //!
    var idxr = new Range(1, 2); var ix = ^1;
  }
  static void Ps(params Span<int> s) { } static void Pl(params List<int> s) { }
  static void T(H h) { } static void T2(H2 h) { } static void T3(H3 h) { }
}
