// What counts as an allocation in a body.
using MemallocKit.Summaries.Tests.Harness;

namespace MemallocKit.Summaries.Tests.Features;

public class AllocationTests
{
    [Fact]
    public void What_the_compiler_puts_on_the_heap_is_an_allocation() => Analysis.Check("""
        public static class C
        {
            [Is("AllocAlways")] public static object Object() => new object();
            [Is("AllocAlways")] public static int[] Array(int n) => new int[n];
            [Is("AllocAlways")] public static int[,] Matrix(int n) => new int[n, n];
            [Is("AllocMay")] public static object Sometimes(bool b) => b ? new object() : null;
            [Is("AllocAlways")] public static object Either(bool b) => b ? new object() : new int[1];
            [Is("AllocMay")] public static string Text(char c) => new string(c, 3);
            [Is("AllocAlways")] public static object Box(int n) => n;
            [Is("AllocAlways")] public static Func<int> Closure(int n) => () => n;
            [Is("AllocAlways")] public static Func<string> MethodGroup(object o) => o.ToString;
            [Is("AllocAlways")] public static IEnumerable<int> Iterator() { yield return 1; }
            [Is("AllocAlways")] public static object Clone(C2 c) => c.Copy();
        }
        public sealed class C2 { public object Copy() => MemberwiseClone(); }
        """);

    [Fact]
    public void What_stays_on_the_stack_is_none() => Analysis.Check("""
        public struct P { public int X; public P(int x) { X = x; } }
        public static class C
        {
            [Is("Never")] public static int Add(int a, int b) => a + b;
            [Is("Never")] public static int Struct(int n) => new P(n).X;
            [Is("Never")] public static unsafe int Stack() { int* p = stackalloc int[4]; return p[0]; }
            [Is("ThrowsOnly")] public static ReadOnlySpan<byte> Data() => [1, 2, 3];
            [Is("Never")] public static int Indexer(int[] a) => a[0];
            [Is("Never")] public static string Literal() => "text";
            [Is("FirstCall")] public static Func<int> CachedLambda() => () => 1;
            [Is("Never")] public static long Wait(ref int n) => Interlocked.Increment(ref n);
        }
        """);

    [Fact]
    public void A_callee_s_allocation_is_the_caller_s() => Analysis.Check("""
        public static class C
        {
            [Is("AllocAlways")] public static object Direct() => Inner();
            [Is("AllocMay")] public static object Behind(bool b) => b ? Direct() : null;
            static object Inner() => new object();
            [Is("AllocMay")] public static int Recursive(int n) => n == 0 ? new object().GetHashCode() : Recursive(n - 1);
            [Is("Never")] public static int Even(int n) => n == 0 ? 1 : Odd(n - 1);
            [Is("Never")] public static int Odd(int n) => n == 0 ? 0 : Even(n - 1);
            [Is("AllocMay")] public static int Ping(int n) => n == 0 ? 1 : Pong(n - 1);
            [Is("AllocMay")] public static int Pong(int n) => n == 0 ? new int[n].Length : Ping(n - 1);
        }
        """);

    [Fact]
    public void An_array_that_a_collection_keeps_is_its_growth() => Analysis.Check("""
        public sealed class Stack
        {
            private int[] _items = new int[4];
            private int _count;
            [Is("Grows")] public void Push(int n)
            {
                if (_count == _items.Length)
                {
                    var larger = new int[_count * 2];
                    Array.Copy(_items, larger, _count);
                    _items = larger;
                }
                _items[_count++] = n;
            }
            [Is("Grows")] public void Resize() { if (_count == _items.Length) Array.Resize(ref _items, _count * 2); }
            [Is("AllocAlways")] public int[] ToArray() => new int[_count];
        }
        """);

    [Fact]
    public void Generic_recursion_that_never_repeats_its_types_ends() => Analysis.Check("""
        public sealed class Nest<T>
        {
            [Is("AllocMay")] public object Deeper(int n) => n == 0 ? null : new Nest<Nest<T>>().Deeper(n - 1);
            [Is("Never")] public static int Count(int n) => n == 0 ? 0 : Nest<Nest<T>>.Count(n - 1);
        }
        """);
}
