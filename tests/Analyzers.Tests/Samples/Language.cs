// Less common constructs of the language, to be compared with their IL as in Emitted.cs.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MemallocKit;

[Memalloc]
public interface IShape
{
    static abstract IShape Make();
    int Area { get; }
    string Name() => "shape" + Area;
}

[Memalloc]
public readonly struct Square(int side) : IShape, IDisposable, IEquatable<Square>
{
    public static IShape Make() => new Square(1);
    public int Area => side * side;
    public int BaseHashCode() => base.GetHashCode();
    public Func<int> CapturesSide() { var copy = side; return () => copy; }
    public bool Equals(Square other) => other.Area == Area;
    public override bool Equals(object other) => other is Square s && Equals(s);
    public override int GetHashCode() => side;
    public void Dispose() { }
}

[Memalloc]
public static class Extensions
{
    extension(string text)
    {
        public string Twice() => text + text;
        public int Half => text.Length / 2;
    }

    public static int Sum(this ReadOnlySpan<int> values) { var sum = 0; foreach (var v in values) { sum += v; } return sum; }
}

[Memalloc]
public class Language(int seed, string name)
{
    private int[] _numbers;
    private Func<int> _kept;
    private Language _next;

    public int Backed { get => field; set => field = value; }

    public Func<int> CapturesPrimaryParameter() => () => seed;
    public int UsesPrimaryParameter() => seed + name.Length;
    public Func<int> CapturesParameterAndPrimary(int n) => () => n + seed;

    public void ClosureInFor(int n) { for (var i = 0; i < n; i++) { _kept = () => i; } }
    public void ClosureInForBody(int n) { for (var i = 0; i < n; i++) { var j = i; _kept = () => j; } }
    public void ClosureInWhile(int n) { while (n-- > 0) { var j = _numbers[0]; _kept = () => j; } }
    public void ClosureInSwitch(int n) { switch (n) { case 1: var j = n; _kept = () => j; break; } }
    public void ClosureInCatch() { try { Touch(); } catch (IOException e) { _kept = () => e.HResult; } }
    public void ClosureInUsing(Square q) { using (var s = q) { _kept = () => s.Area; } }
    public void ClosureOverPattern(object o) { if (o is int n) { _kept = () => n; } }
    public void ClosureOverOut(string s) { if (int.TryParse(s, out var n)) { _kept = () => n; } }
    public Func<object, int> ClosureInArm(object o) => o switch { int n => _ => n, _ => null };
    public Func<Func<int>> ClosureInLambda() => static () => { var n = 1; return () => n; };
    public int LocalFunctionOverLocal(int n) { var k = n; return Twice(Twice(1)); int Twice(int m) => m * k; }
    public int RecursiveLocalFunction(int n) { return F(n); int F(int m) => m == 0 ? n : F(m - 1); }
    public int LocalFunctionOverThis(int n) { return F(n); int F(int m) => m + seed; }
    public Func<int> DelegateOfLocalFunctionOverThis() { return F; int F() => seed; }
    public int LambdaNeverCapturing(int n) { Func<int, int, int> f = (_, m) => m; return f(n, n); }
    public int NestedLocalFunctions(int n) { return A(); int A() { return B(); int B() => n; } }
    public Func<int> LambdaInLocalFunction(int n) { return A(); Func<int> A() => () => n; }
    public IEnumerable<int> LocalIterator(int n) { return A(); IEnumerable<int> A() { yield return n; } }

    public async Task<int> AsyncMethod() { await Task.Yield(); return 1; }
    public Task<int> AsyncLambda() { Func<Task<int>> f = static async () => { await Task.Yield(); return 1; }; return f(); }
    public ValueTask<int> CompletedTask() => new(1);
    public IEnumerator<int> Enumerator() { yield return 1; yield return 2; }

    public bool TypeTestOnTypeParameter<T>(T[] t) => t is int[];
    public T DefaultOf<T>() => default;
    public T NewOf<T>() where T : struct => new T();
    public IShape StaticAbstract<T>() where T : IShape => T.Make();
    public int ConstrainedProperty<T>(T t) where T : IShape => t.Area;
    public object BoxConstrained<T>(T t) where T : struct => t;
    public object NotBoxed<T>(T t) where T : class => t;
    public IShape AsInterface(Square s) => s;
    public bool StructEquality(Square a, Square b) => a.Equals(b);
    public bool StructEqualityAsObject(Square a, Square b) => a.Equals((object)b);

    public int NullConditional() => _next?._next?.Backed ?? 0;
    public void NullConditionalAssignment() => _next?.Backed = 2;
    public int FromEnd() => _numbers[^1];
    public Range MakesRange(int n) => 1..n;
    public Span<int> Slice(Span<int> s) => s[1..^1];
    public (int, string) Tuples() { var t = (seed, name); var (a, b) = t; return (b.Length, b); }
    public bool TupleEquality((int, string) a, (int, string) b) => a == b;
    public unsafe int Fixed(byte[] b) { fixed (byte* p = b) { return *p; } }
    public int Lock() { lock (this) { return seed; } }
    public int Checked(int n) => checked(n + 1);
    public ref int RefReturn() => ref _numbers[0];
    public int Is(object o) => o switch { Square { Area: > 3 } => 1, string { Length: 2 } => 3, null => 4, _ => 5 };
    public string Raw(int n) => $$"""{{n}} of {n}""";
    public string RawConstant() => """a "b" c""";
    public string ConstantInterpolation() { const string A = "a"; return $"{A}{A}"; }
    public string NameOfGeneric() => nameof(List<>);
    public int ExtensionProperty(string s) => s.Half;
    public int ImplicitSpan(int[] a) => a.Sum();
    public int[] Spread(int[] a, int[] b) => [.. a, .. b];
    public List<int> SpreadToList(int[] a) => [.. a, 1];
    public int NestedExpression(int n) { Span<int> s = [n, .. (ReadOnlySpan<int>)[1, 2]]; return s[0]; }
    public int Targeted(bool b, int n) { Span<int> s = b ? [n] : [n, n]; return s.Length; }
    public string[] Initializers() => new string[] { "a", name };
    public Dictionary<string, int> IndexInitializer() => new() { ["a"] = 1 };
    public object ObjectInitializer() => new Language(1, null) { Backed = 2 };
    public Action<int> Discards() => static _ => { };
    public unsafe delegate*<int, void> FunctionPointer() => &Sink;
    public object QueryLet(int[] a) => from x in a let y = x + 1 where y > 2 select y;
    public object QueryJoin(int[] a, int[] b) => from x in a join y in b on x equals y select x + seed;
    public void Event() { Changed += Touch; }
    public int Parameterless() => Optional();
    public void CoalesceAssign() => _kept ??= () => 1;
    public void CoalesceAssignThis() => _kept ??= () => seed;
    public object Throwing(int n) => n > 0 ? null : throw new ArgumentOutOfRangeException(nameof(n));
    public void Throws() => throw new NotSupportedException();
    public void CatchesWhen(int n) { try { Touch(); } catch (Exception e) when (e.HResult == n) { throw; } }
    public object Dead(int n) { if (false) { return new object(); } return null; }
    public object Cast(object o) => (Square)o;
    public Enum EnumToEnum(DayOfWeek d) => d;
    public int EnumToInt(DayOfWeek d) => (int)d;
    public IEnumerable<object> Covariant(IEnumerable<string> s) => s;
    public int ForeachOverSpan(ReadOnlySpan<int> s) { var n = 0; foreach (ref readonly var v in s) { n += v; } return n; }
    public int ForeachOverString(string s) { var n = 0; foreach (var c in s) { n += c; } return n; }
    public int ForeachOverInterface(IEnumerable<int> s) { var n = 0; foreach (var v in s) { n += v; } return n; }
    public int ForeachOverRectangle(int[,] a) { var n = 0; foreach (var v in a) { n += v; } return n; }
    public int StackallocInitializer() { ReadOnlySpan<int> s = stackalloc[] { 1, 2, 3 }; return s[0]; }
    public decimal Decimals() => 1.5m + seed;
    public object DefaultLiteral() { DateTime d = default; return d.Ticks == 0 ? null : name; }
    public (object, object) TupleOfReferences() => (name, name);
    public (object Box, string) TupleConversion() { (int, string) t = (1, name); return t; }
    public object ConditionalBox(bool b) => b ? 1 : "a";
    public object SwitchBox(int n) => n switch { 1 => 1, _ => "a" };
    public object[] BoxInArray(int n) => [n, "a"];
    public bool NullableCompare(int? a) => a == null || a == 3;
    public bool TypeParameterNull<T>(T t) where T : class => t == null;

    public event Action Changed;

    private static int Optional(int n = 1, string s = "a") => n + s.Length;
    private static void Sink(int n) { }
    private void Raise() => Changed?.Invoke();
    private static void Touch() { }
}
