// Boxing: assignments, constrained calls, enums, tuples, what the compiler inserts; compared with the IL.
using System;
using System.Collections;
using System.Collections.Generic;
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

public class Base { public Base(object any, Func<int> get = null) { } public virtual void Go(params object[] all) { } }

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
