// Objects of classes: where they are made, and where nothing is; compared with the IL.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading;

public struct Bare { public int Value; }

public record struct Spot(int X, int Y);

public record Node(int Id, Node Next);

public sealed record Leaf(int Id) : Node(Id, null);

public class Base { public Base(object any, Func<int> get = null) { } public virtual void Go(params object[] all) { } }

public class Objects : Base
{
    private static readonly object s_gate = new();
    private object _lazy;
    private readonly Lazy<object> _l = new(() => new object());
    public Objects() : base(new object()) { }
    public Objects(int n) : base(null) => _lazy = new Bare { Value = n };
    public object Target() { object o = new(); List<int> l = new() { 1 }; return o ?? l; }
    public Node With(Node n) => n with { Id = 2 };
    public Node WithNone(Leaf n) => n with { };
    public Spot WithStruct(Spot s) => s with { X = 1 };
    public object WithAnonymous(int n) { var a = new { n, m = n }; return a with { n = 2 }; }
    public object Anonymous(int n) => new { n, inner = new { n } };
    public object Lazy() => _lazy ??= new object();
    public object Once() => LazyInitializer.EnsureInitialized(ref _lazy, () => new object());
    public void Throw() => throw new InvalidOperationException("a");
    public int ThrowBuilt(int n) => n > 0 ? n : throw new ArgumentException($"{n}" + n, nameof(n));
    public void ThrowHelper(object o) { ArgumentNullException.ThrowIfNull(o); if (o is int) { Fail(new object()); } }
    public object Dead() { return null; _lazy = new object(); }
    public object DeadIf() { if (false) { return new object(); } return true ? null : new object(); }
    public object DeadLoop() { while (false) { _lazy = new object(); } for (; false;) { _lazy = new object(); } return null; }
    public object AfterThrow() { throw null; _lazy = new object(); }
    public object DeadConst() { const bool On = false; if (On && _lazy != null) { _lazy = new object(); } return On ? new object() : null; }
    [Conditional("NEVER")] public static void Off(object o) { }
    [Conditional("NEVER")] public static void OffMany(params object[] o) { }
    public void Removed() { Off(new object()); Off(1); OffMany(1, 2); OffMany($"{1}"); }
    [Obsolete("a")] public void Attributed([CallerMemberName] string name = null, params object[] all) { }
    public void Uses() { Attributed(); Attributed("a"); Go(); Go(1); Go("a", 1); }
    public override void Go(params object[] all) => base.Go(all);
    public object Deconstructs(Node n) { var (id, next) = n; return next; }
    public bool Patterns(object o) => o is Node { Id: 1, Next: { } } or Spot(1, _) or string { Length: > 2 };
    public int ListPattern(int[] a) => a switch { [] => 0, [var x] => x, [var x, .. var rest] => rest.Length + x };
    public string TextPattern(string s) => s is [_, .. var rest] ? rest : s;
    public object Finally() { try { return new object(); } finally { _lazy = new object(); } }
    public object Recursion(int n) => n == 0 ? new object() : Recursion(n - 1);
    public object ImplicitIndex(List<int> l) => l[^1];
    public object Initialized() => new Holder { Items = { 1, 2 }, Map = { ["a"] = 1 }, Inner = { Number = 1 }, All = [1, 2] };
    public object Dynamic(dynamic d) => d.Foo(1);
    public object DynamicAdd(dynamic d) => d + 1;
    public void DynamicSet(dynamic d) => d.Value = 1;
    public object DynamicIndex(dynamic d) => d[0];
    public object DynamicConvert(dynamic d) { int n = d; return n; }
    public unsafe object FunctionPointer() { delegate*<int> p = &Get; return p(); }
    public void LockNew(Lock l) { lock (l) { } }
    public void LockFresh() { lock (new object()) { } }
    public object Interlock(ref object o) => Interlocked.CompareExchange(ref o, new object(), null);
    private static int Get() => 1;
    [System.Diagnostics.CodeAnalysis.DoesNotReturn] private static void Fail(object o) => throw new InvalidOperationException();
}

public class Holder
{
    public List<int> Items { get; } = new();
    public Dictionary<string, int> Map { get; } = [];
    public Thing2 Inner { get; } = new Thing2();
    public int[] All { get; set; }
}

public class Thing2 { public int Number { get; set; } }
