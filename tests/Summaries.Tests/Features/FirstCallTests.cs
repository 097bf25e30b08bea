// Fields that are filled once.
using MemallocKit.Summaries.Tests.Harness;

namespace MemallocKit.Summaries.Tests.Features;

public class FirstCallTests
{
    [Fact]
    public void A_field_that_is_filled_while_empty_allocates_once() => Analysis.Check("""
        public sealed class C
        {
            private static object s_one; private object _one; private int _hash; private static object s_locked; [ThreadStatic] private static int[] t_buffer;
            [Is("FirstCall")] public static object Static() => s_one ??= new object();
            [Is("FirstCall")] public object Instance() { if (_one == null) _one = new object(); return _one; }
            [Is("FirstCall")] public object Atomically() { if (_one is null) Interlocked.CompareExchange(ref _one, new object(), null); return _one; }
            [Is("FirstCall")] public object InHelper() { if (_one is null) Fill(); return _one; }
            private void Fill() { _one = new List<int>(); }
            [Is("FirstCall")] public int Hash() { if (_hash == 0) _hash = new object().GetHashCode(); return _hash; }
            [Is("FirstCall")] public static object Locked(object gate)
            {
                if (s_locked != null) return s_locked;
                lock (gate) { return s_locked ??= new object(); }
            }
            [Is("FirstCall")] public static int[] OfThread() => t_buffer ??= new int[8];
        }
        """);

    [Fact]
    public void A_field_that_is_emptied_again_or_open_to_others_does_not() => Analysis.Check("""
        public sealed class C
        {
            private object _one; public object Open; internal object Exchanged; private object _unfilled;
            [Is("AllocMay")] public object Filled() => _one ??= new object();
            [Is("Never")] public void Empty() => _one = null;
            [Is("AllocMay")] public object Visible() => Open ??= new object();
            [Is("AllocMay")] public object Taken() => Exchanged ??= new object();
            [Is("Never")] public void Take() => Interlocked.Exchange(ref Exchanged, null);
            [Is("AllocMay")] public object NotStored() => _unfilled == null ? new object() : _unfilled;
            [Is("AllocMay")] public object SometimesStored(bool b) { if (_unfilled == null) { var o = new object(); if (b) _unfilled = o; return o; } return null; }
        }
        public sealed class Configured
        {
            private string _name; private object _of;
            public string Name { [Is("Never")] set { _name = value; _of = null; } }
            [Is("AllocMay")] public object Filled() => _of ??= new object();
        }
        public sealed class Emptied : IDisposable
        {
            private object _one;
            [Is("FirstCall")] public object Filled() => _one ??= new object();
            public void Dispose() => _one = null;
        }
        public struct Copied
        {
            private object _one;
            [Is("AllocMay")] public object Filled() => _one ??= new object();
        }
        """);

    [Fact]
    public void Friends_of_an_assembly_do_not_reach_what_is_private_in_it() => Analysis.Check("""
        public class C
        {
            internal static object Open; private static object s_one;
            [Is("AllocMay")] public static object Internal() => Open ??= new object();
            [Is("FirstCall")] public static object Private() => s_one ??= new object();
            [Is("FirstCall")] public static Func<int> CachedLambda() => () => 1;
            private static class Nested { internal static object One; }
            [Is("FirstCall")] public static object OfNested() => Nested.One ??= new object();
        }
        """,
        attributes: "[assembly: InternalsVisibleTo(\"Friend\")]");

    [Fact]
    public void A_tree_that_grows_is_not_filled_once() => Analysis.Check("""
        public class Node { public int Key; internal Node Left; private object _value; internal Node(int key) { Key = key; }
            [Is("AllocMay")] public void AddTo(int key) { if (Left == null) Left = new Node(key); else Left.AddTo(key); }
            [Is("AllocMay")] public void AddValue(int key) { if (_value == null) _value = new Node(key); } }
        public sealed class Tree
        {
            private Node _root; private List<int> _list;
            [Is("AllocMay")] public void Add(int key)
            {
                if (_root == null) { _root = new Node(key); return; }
                var node = _root;
                while (node.Left != null) node = node.Left;
                if (node.Left == null) node.Left = new Node(key);
            }
            [Is("AllocAlways")] public void Fresh() { var tree = new Tree(); if (tree._list == null) tree._list = new List<int>(); }
            [Is("AllocMay")] public void Other(Tree other) { if (_list == null) other._list = new List<int>(); }
            [Is("FirstCall")] public void Own() { if (_list == null) _list = new List<int>(); }
            [Is("FirstCall")] public static void OfArgument(Tree tree) { if (tree._list == null) tree._list = new List<int>(); }
        }
        """);

    [Fact]
    public void A_static_constructor_runs_once() => Analysis.Check("""
        public static class Precise { public static readonly object One; static Precise() { One = new object(); } [Is("Never")] public static int Own() => 1; }
        public static class Relaxed { public static readonly object One = new object(); [Is("Never")] public static int Own() => 1; }
        public static class Plain { public static readonly int One = 1; public static int Own() => One; }
        public static class C
        {
            [Is("FirstCall")] public static object Field() => Relaxed.One;
            [Is("FirstCall")] public static int Call() => Precise.Own();
            [Is("Never")] public static int RelaxedCall() => Relaxed.Own();
            [Is("Never")] public static int Numbers() => Plain.One;
        }
        """);
}
