// Methods whose IL is compared with the reports: each allocates in one way, or looks as if it did and does not.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using MemallocKit;

public record Point(int X, int Y);

public record struct Pair(int X, int Y);

public struct Plain
{
    public int Value;
}

public struct Converts
{
    public static implicit operator string(Converts value) => "";
}

[Memalloc]
public class Emitted
{
    private int _field;
    private object _any;
    private Action _kept;

    public event Action Happened;

    public object NewObject() => new object();
    public object NewGenericClass() => new List<int>(4);
    public Plain NewStruct() => new Plain { Value = 1 };
    public DateTime NewStructWithConstructor() => new DateTime(1L);
    public object Anonymous(int n) => new { n };
    public Point WithOnClass(Point p) => p with { X = 1 };
    public Pair WithOnStruct(Pair p) => p with { X = 1 };
    public object Initializer() => new List<int> { 1, 2 };
    public object ThrowsOnly(object o) => o ?? throw new InvalidOperationException();
    public object Lazy() => _any ??= new object();
    public object Conditional(bool b) => b ? new object() : null;
    public object InSwitch(int n) => n switch { 0 => new object(), _ => null };
    public Version InTry() { try { return new Version("1.2"); } catch (FormatException) { return null; } }
    public string NameOnly(int n) => nameof(n);
    public Type TypeOnly() => typeof(List<int>);
    public object Default() => default(Plain).Value == 0 ? null : _any;

    public byte[] NewArray(int n) => new byte[n];
    public int[] Implicit() => new[] { 1, 2, 3 };
    public int[] EmptyExpression() => [];
    public int[] Expression(int n) => [n, n];
    public List<int> ListExpression() => [1, 2];
    public IReadOnlyList<int> ReadOnlyExpression() => [1, 2];
    public IReadOnlyList<int> ReadOnlyEmpty() => [];
    public IList<int> MutableEmpty() => [];
    public ImmutableArray<int> ImmutableExpression(int n) => [n];
    public int SpanExpression(int n) { Span<int> s = [n, 2]; return s[0]; }
    public int SpanOfOne(int n) { ReadOnlySpan<int> s = [n]; return s[0]; }
    public int SpanOfReferences(string a) { ReadOnlySpan<string> s = [a, a]; return s.Length; }
    public int ConstantSpan() { ReadOnlySpan<int> s = [1, 2, 3]; return s[1]; }
    public int ConstantArrayAsSpan() { ReadOnlySpan<byte> s = new byte[] { 1, 2 }; return s[1]; }
    public int VariableArrayAsSpan(int n) { ReadOnlySpan<int> s = new[] { 1, n }; return s[1]; }
    public int WritableArrayAsSpan() { Span<byte> s = new byte[] { 1, 2 }; return s[1]; }
    public int EmptyArrayAsSpan() { ReadOnlySpan<byte> s = new byte[] { }; return s.Length; }
    public int Stack() { Span<int> s = stackalloc int[4]; return s[0]; }
    public int Utf8() => "text"u8.Length;
    public void ParamsArray(int n) => TakeArray(n, n);
    public void ParamsEmpty() => TakeArray();
    public void ParamsSpan(int n) => TakeSpan(n, n, n);
    public void ParamsList(int n) => TakeList(n);
    public int Jagged() => new int[2][].Length;
    public int Rectangular() => new int[2, 2].Length;

    public object Box(int n) => n;
    public void BoxByAssignment(int n) => _any = n;
    public IComparable BoxToInterface(int n) => n;
    public object BoxNullable(int? n) => n;
    public object BoxEnum() => DayOfWeek.Friday;
    public object BoxTypeParameter<T>(T t) => t;
    public T TypeParameterOnly<T>(T t) => t;
    public bool BoxForGetType(int n) => n.GetType() == typeof(int);
    public bool BoxForFlag(DayOfWeek d) => d.HasFlag(DayOfWeek.Friday);
    public (object, int) BoxInTuple(int n) => (n, n);
    public (object, int) BoxTupleVariable((int, int) t) => t;
    public (long, int) WidenTuple((int, int) t) => t;
    public void BoxInLoop(List<int> list) { foreach (object o in list) { _any = o; } }
    public void LoopOverArray(int[] a) { foreach (var n in a) { _field += n; } }
    public void LoopOverList(List<int> list) { foreach (var n in list) { _field += n; } }
    public object Coalesced(int? n) => n ?? _any;
    public string UserConversion(Converts c) => c;
    public int Unbox(object o) => (int)o;
    public bool IsType(object o) => o is int;
    public object Reference(string s) => s;
    public int Constrained<T>(T t) where T : IComparable<T> => t.CompareTo(t);
    public object BoxToLocal(int n) { object o = n; return o; }
    public void Deconstructs((int, int) t) { (object a, int b) = t; _any = a; _field = b; }
    public void BoxArgument(DateTime d) => TakeAny(d);

    public Action Captures(int n) => () => _field = n;
    public Action CapturesThis() => () => _field = 1;
    public Func<int, int> CapturesNothing() => n => n + 1;
    public Func<int, int> Static() => static n => n + 1;
    public int CalledLocalFunction(int n) { return Add(1); int Add(int m) => m + n; }
    public Func<int, int> ConvertedLocalFunction(int n) { return Add; int Add(int m) => m + n; }
    public Func<int, int> ConvertedStaticLocalFunction() { return Add; static int Add(int m) => m + 1; }
    public Func<int> LambdaOverLocalFunction(int n) { return () => Get(); int Get() => n; }
    public Action InstanceGroup() => CallMe;
    public Action StaticGroup() => StaticCallMe;
    public Func<string> GroupOnStruct(int n) => n.ToString;
    public void PassesStaticGroup() => Take(StaticCallMe);
    public void PassesKept() => Take(_kept);
    public Action Wraps() => new Action(_kept);
    public void Block(bool b) { if (b) { var x = _field; Take(() => _field = x); } }
    public void Loop(int[] a) { foreach (var n in a) { Take(() => _field = n); } }
    public object Query(int[] a, int n) => a.Where(x => x > n);
    public object QuerySyntax(int[] a, int n) => from x in a where x > n select x;
    public object QueryWithoutCapture(int[] a) => a.Where(x => x > 1);
    public void NestedLambda(int n) => Take(() => Take(() => _field = n));

    public string Concatenates(string a, int n) => a + n;
    public string ConcatenatesNothing(string a) => "" + a;
    public string ConcatenatesConstants() => "a" + "b";
    public string Interpolates(int n) => $"{n}";
    public string InterpolatesAString(string a) => $"{a}";
    public string NewString(int n) => new string('a', n);
    public string StringRange(string a) => a[1..];
    public int SpanRange(string a) => a.AsSpan()[1..].Length;
    public byte[] ArrayRange(byte[] a) => a[1..];

    public IEnumerable<int> Iterator() { yield return 1; }
    public IEnumerable<int> PassesOn(IEnumerable<int> numbers) => numbers;

    public void Removed() => Off(new object());
    [Conditional("NEVER_DEFINED")] private static void Off(object o) { }

    private void CallMe() { }
    private static void StaticCallMe() { }
    private static void Take(Action a) => a();
    private void RaiseHappened() => Happened?.Invoke();
    private static void TakeAny(object o) { }
    private static void TakeArray(params int[] values) { }
    private static void TakeSpan(params ReadOnlySpan<int> values) { }
    private static void TakeList(params List<int> values) { }
}
