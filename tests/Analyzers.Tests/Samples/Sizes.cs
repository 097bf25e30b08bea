// Methods that are run and measured: what their reports say in bytes is what they take from the heap.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Numerics;
using System.Text;
using System.Threading;

public class Empty { }
public class OneByte { public byte A; }
public class NineBytes { public long A; public byte B; }
public class Mixed { public byte A; public object B; public int C; public short D; public double E; }
public class Derived : Mixed { public byte F; public byte G; }
public class DerivedAgain : Derived { public Guid H; public int I; }
public class WithStruct { public Pair A; public int B; public Holder C; }
public class Generic<T> { public T A; public T B; public byte C; }
public class Auto { public int A { get; set; } public string B { get; set; } public event Action C; public void Raise() => C?.Invoke(); }
public class Seeded(int seed, string name) { public int Sum() => seed + name.Length; }
public class Initialized { public byte[] A = new byte[10]; }
public class Built { private readonly object _a; public Built() { _a = new object(); } public object A => _a; }
public class WithWide { public Int128 A; public byte B; }
public sealed record Recorded(int A, string B);
public record Open(int A);
public struct Pair { public int A; public byte B; }
public struct Holder { public string A; public byte B; }
public struct Wide { public long A; public long B; public long C; public byte D; }
public struct Nothing { }
public enum Small : byte { A, B }
public enum Large : long { A, B }

public static class Sizes
{
    private static int s_n = 3;
    private static string s_text = "text";
    private static object s_any = "any";
    private static readonly Recorded s_recorded = new(1, "a");
    private static readonly Func<int> s_kept = () => 1;

    public static object NewObject() => new object();
    public static object NewEmpty() => new Empty();
    public static object NewOneByte() => new OneByte();
    public static object NewNineBytes() => new NineBytes();
    public static object NewMixed() => new Mixed();
    public static object NewDerived() => new Derived();
    public static object NewDerivedAgain() => new DerivedAgain();
    public static object NewWithStruct() => new WithStruct();
    public static object NewGenericOfByte() => new Generic<byte>();
    public static object NewGenericOfText() => new Generic<string>();
    public static object NewGenericOfGuid() => new Generic<Guid>();
    public static object NewAuto() => new Auto();
    public static object NewAutoWithInitializer() => new Auto { A = 1, B = "a" };
    public static object NewSeeded() => new Seeded(1, "a");
    public static object NewRecorded() => new Recorded(1, "a");
    public static object NewWithWide() => new WithWide();
    public static object CopyOfRecorded() => s_recorded with { A = 2 };
    public static object NewInitialized() => new Initialized();
    public static object NewBuilt() => new Built();
    public static object NewList() => new List<int>();
    public static object NewListOfFour() => new List<int>(4);
    public static object NewListWithItems() => new List<int> { 1, 2, 3 };
    public static object NewDictionary() => new Dictionary<string, int>();
    public static object NewSet() => new HashSet<int>();
    public static object NewLinkedList() => new LinkedList<int>();
    public static object NewQueue() => new Queue<int>();
    public static object NewStack() => new Stack<int>();
    public static object NewBuilder() => new StringBuilder();
    public static object NewStream() => new MemoryStream();
    public static object NewSource() => new CancellationTokenSource();
    public static object NewEvent() => new ManualResetEventSlim();
    public static object NewSemaphore() => new SemaphoreSlim(1);
    public static object NewVersion() => new Version(1, 2);
    public static object AnonymousOfInt() => new { N = s_n };
    public static object AnonymousOfMany() => new { N = s_n, T = s_text, B = (byte)1, G = default(Guid) };
    public static object AnonymousWith() { var a = new { N = s_n, T = s_text }; return a with { N = 2 }; }

    public static object ArrayOfBytes() => new byte[13];
    public static object ArrayOfNone() => new byte[0];
    public static object ArrayOfInts() => new int[3];
    public static object ArrayOfTexts() => new string[3];
    public static object ArrayOfPairs() => new Pair[3];
    public static object ArrayOfWide() => new Wide[2];
    public static object ArrayOfGuids() => new Guid[5];
    public static object ArrayOfBools() => new[] { true, false, s_n > 2 };
    public static object ArrayOfNullables() => new int?[3];
    public static object ArrayOfDoubles() => new double[2000];
    public static object ArrayInitialized() => new[] { 1, 2, s_n };
    public static object ArrayOfConstants() => new[] { 1, 2, 3, 4, 5 };
    public static object ArrayOfConstantBytes() => new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
    public static object ArrayOfConstantDoubles() => new double[] { 1, 2, 3, 4, 5, 6, 7, 8, s_n };
    public static object ArrayJagged() => new int[2][];
    public static object ArrayOfRows() => new[] { new int[1], new int[2] };
    public static object Rectangle() => new int[2, 3];
    public static object Cube() => new byte[2, 3, 4];
    public static object RectangleInitialized() => new[,] { { 1, 2 }, { 3, s_n } };
    public static object ArrayOfVectors() => new Vector3[3];
    public static object ArrayOfEnums() => new Small[9];
    public static object Params() => Take(s_n, 2, 3);
    public static object Expression() { int[] a = [s_n, 2]; return a; }
    public static object ExpressionOfTexts() { string[] a = [s_text, "b", "c"]; return a; }
    public static object ExpressionOfList() { List<int> a = [s_n, 2]; return a; }
    public static object ExpressionOfEmptyList() { List<int> a = []; return a; }
    public static object ExpressionOfInterface() { IList<string> a = [s_text]; return a; }
    public static int ExpressionOfImmutable() { ImmutableArray<long> a = [s_n, 2]; return a.Length; }

    public static object BoxInt() => s_n;
    public static object BoxByte() => (byte)s_n;
    public static object BoxLong() => (long)s_n;
    public static object BoxDecimal() => (decimal)s_n;
    public static object BoxGuid() => default(Guid);
    public static object BoxDate() => default(DateTimeOffset);
    public static object BoxPair() => default(Pair);
    public static object BoxHolder() => default(Holder);
    public static object BoxWide() => default(Wide);
    public static object BoxNothing() => default(Nothing);
    public static object BoxEnum() => Small.B;
    public static object BoxLargeEnum() => Large.B;
    public static object BoxNullable() { int? n = s_n; return n; }
    public static object BoxTuple() => (s_n, s_text, (byte)1);
    public static object BoxInt128() => (Int128)s_n;
    public static object BoxChar() => (char)s_n;
    public static int BoxForHash() => default(Pair).GetHashCode();
    public static bool BoxForFlag() => ((Small)s_n).HasFlag(Small.B);
    public static object BoxForType() => default(Pair).GetType();
    public static object BoxTwo() => Either(s_n, 2L);

    public static object Closure() { var n = s_n; Func<int> f = () => n; return f; }
    public static object ClosureOfMany() { byte a = 1; var b = s_text; var c = default(Guid); short d = 2; Func<int> f = () => a + b.Length + c.GetHashCode() + d; return f; }
    public static object ClosureNested() { var a = s_n; Func<int> f = () => a; if (s_n > 1) { var b = s_n; Func<int> g = () => a + b; return g; } return f; }
    public static object ClosureShared() { var a = s_n; var b = 2L; Func<long> f = () => a, g = () => b; return f ?? g; }
    public static object ClosureOfLocalFunction() { var a = s_n; return (Func<int>)Get; int Get() => a; }
    public static object ClosureApart() { { var a = s_n; Func<int> f = () => a; s_any = f; } { var b = s_text; Func<int> g = () => b.Length; return g; } }
    public static object ClosureWithThis() => new Inside(3).Get(2);
    public static object DelegateOfInstance() => (Func<string>)s_text.ToString;
    public static object DelegateOfWrapped() => new Func<int>(s_kept);
    public static object DelegateOfThis() => new Inside(3).OnlyThis();
    public static object TextOfChars() => new string('c', 7);
    public static object TextOfOne() => new string('c', 1);
    public static object TextOfConstants() { var c = (char)(s_n + 60); return "abc" + c + 'd'; }

    private static object Take(params int[] all) => all;
    private static object Either(object a, object b) => a ?? b;
}

public class Inside(int seed)
{
    private readonly int _own = seed;
    public object Get(int n) { Func<int> f = () => n + _own; return f; }
    public object OnlyThis() { Func<int> f = () => _own; return f; }
}
