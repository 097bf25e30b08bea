// Iterators, async functions and streams, queries, dynamic and expression trees; compared with the IL.
using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

public class Iterators
{
    private int _n;
    public IEnumerable<int> Simple() { yield return 1; yield break; }
    public IEnumerable<int> Parameters(int n, int[] a) { foreach (var x in a) { yield return x + n; } }
    public IEnumerable<object> Boxes(int n) { yield return n; yield return new object(); yield return "a" + n; }
    public IEnumerable<Func<int>> Closures(int n) { for (var i = 0; i < n; i++) { var j = i; yield return () => j + n; } }
    public IEnumerable<int> Finally() { try { yield return 1; } finally { _n++; } }
    public IEnumerable<int> Nested() { foreach (var x in Simple()) { foreach (var y in Parameters(x, [1])) { yield return y; } } }
    public IEnumerator Old() { yield return null; yield return 1; }
    public static IEnumerable<T> Generic<T>(T t) { yield return t; }
    public IEnumerable<int> Property { get { yield return _n; } }
    public IEnumerable<int> this[int n] { get { yield return n; } }
    public IEnumerator<int> GetEnumerator() { yield return _n; }
    public IEnumerable<int> Unsafe() { unsafe { int* p = null; } Span<int> s = stackalloc int[1]; yield return 1; }
    public int Consumes() { var sum = 0; foreach (var x in Simple()) { sum += x; } foreach (var x in this) { sum += x; } return sum; }
}

public class Asynchrony
{
    private readonly SemaphoreSlim _gate = new(1);
    private int _n;
    public async Task Plain() { await Task.Yield(); }
    public async Task<int> Returns(int n) => await Task.FromResult(n);
    public async ValueTask<string> Value(string s) { await Task.Delay(1); return s + "a"; }
    public async void Void() { await Task.Yield(); }
    public async Task Completed() { }
    public async Task<object> Boxes(int n) { await Task.Yield(); return n; }
    public async Task Blocks(int n) { try { await _gate.WaitAsync(); var a = n; Run(() => a); } catch (IOException e) { await Task.Delay(e.HResult); } finally { _gate.Release(); } }
    public async Task Loops(int[] a) { foreach (var x in a) { await Task.Yield(); Run(() => x); } }
    public async Task Streams(IAsyncEnumerable<int> s, CancellationToken t) { await foreach (var x in s.WithCancellation(t).ConfigureAwait(false)) { _n += x; } await foreach (object o in Make(1)) { Use(o); } }
    public async IAsyncEnumerable<int> Make(int n, [EnumeratorCancellation] CancellationToken t = default) { await Task.Delay(n, t); yield return n; }
    public async IAsyncEnumerator<int> MakeEnumerator() { yield return await Task.FromResult(1); }
    public async Task Disposes(Stream s) { await using var a = s; await using (s.ConfigureAwait(false)) { } await using (new MemoryStream()) { } }
    public async Task Awaits(Custom c, Task t) { await c; await t.ConfigureAwait(false); var x = await c; Use(x); await Task.WhenAll(t, t); }
    public async Task<string> Interpolates(Task<int> t) => $"{await t} {_n}";
    public async Task<string> InterpolatesStrings(Task<string> t, string a) => $"{await t}{a}";
    public async Task<string> Concats(Task<int> t, string a) => a + await t + _n;
    public async Task<FormattableString> Formats(Task<int> t) => $"{await t}";
    public async Task<int[]> Collects(Task<int> t) => [await t, _n];
    public async Task<object[]> CollectsBoxes(Task<int> t) => [await t, _n];
    public async Task<bool> Matches(Task<object> t) => await t is int n && n > 1;
    public async Task<T> Generic<T>(Task<T> t) => await t;
    public async Task<object> GenericBox<T>(Task<T> t) => await t;
    public Func<Task> Lambda() => async () => await Task.Yield();
    public Func<int, Task<int>> LambdaCaptures(int n) => async m => { await Task.Yield(); return n + m; };
    public Func<Task> LambdaThis() => async () => { await Task.Yield(); _n++; };
    public Func<Task> Static() => static async () => await Task.CompletedTask;
    public async Task Handlers(Task<int> t) { Console.WriteLine($"{await t}"); Span(await t); static void Span(int n) { Span<int> s = [n]; } }
    public Task Continues(Task t) => t.ContinueWith(_ => _n++);
    public ValueTask<int> Wraps(int n) => new(n);
    public ValueTask<int> WrapsTask(Task<int> t) => new(t);
    public async Task Locals() { await Go(1); await Go2(); async Task Go(int n) { await Task.Delay(n); } static async ValueTask Go2() { await Task.Yield(); } }
    public Task Yielding() => Task.Run(async () => { await Task.Yield(); _n++; });
    public async Task Throws(int n) { if (n > 0) { throw new InvalidOperationException("a" + n); } await Task.Yield(); }
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))] public async ValueTask Pooled() { await Task.Yield(); }
    private static void Run(Func<int> f) { }
    private static void Use(object o) { }
}

public class Custom : INotifyCompletion
{
    public Custom GetAwaiter() => this;
    public bool IsCompleted => false;
    public int GetResult() => 1;
    public void OnCompleted(Action continuation) => continuation();
}

public class MoreQueries
{
    private int _n;
    public object From(int[] a) => from x in a select x;
    public object Identity(int[] a) => from x in a where true select x;
    public object Field(int[] a) => from x in a where x > _n select x;
    public object Captured(int[] a, int n) => from x in a where x > n orderby x + n descending, x select x * n;
    public object Let(int[] a, string s) => from x in a let y = x + s.Length select x + y;
    public object LetNone(int[] a) => from x in a let y = x * 2 where y > 2 let z = y select (x, y, z);
    public object Many(int[][] a) => from x in a from y in x where y > 1 select y;
    public object ManyCaptured(int[][] a, int n) => from x in a from y in x where y > n select new { x, y };
    public object Join(int[] a, int[] b, int n) => from x in a join y in b on x + n equals y select x + y;
    public object JoinInto(int[] a, int[] b) => from x in a join y in b on x equals y into g select g.Count();
    public object GroupBy(int[] a, int n) => from x in a group x by x % n;
    public object GroupInto(int[] a) => from x in a group x + 1 by x % 2 into g where g.Count() > 1 select g.Key;
    public object Into(int[] a) => from x in a select x + 1 into y where y > 2 select y;
    public object Typed(IEnumerable a) => from int x in a select (object)x;
    public object Nested(int[] a) => from x in a select from y in a where y > x select y;
    public object Boxed(int[] a) => from x in a select new object[] { x };
    public object Methods(int[] a) => a.Select(x => x + 1).Where(x => x > _n).OrderBy(static x => x).ToDictionary(x => x, x => "a" + x);
    public object Aggregates(int[] a, int n) => a.Aggregate(n, (s, x) => s + x) + a.Sum(x => x * n);
    public IQueryable<string> Tree(IQueryable<int> q, int n) => from x in q where x > n select "a" + x;
    public IQueryable<object> TreeMethods(IQueryable<int> q) => q.Where(x => x > _n).Select(x => (object)new { x });
    public object InLoop(int[][] a) { object all = null; foreach (var b in a) { all = from x in b where x > a.Length select x; } return all; }
}

public class Trees
{
    private int _n;
    public Expression<Func<int, int>> Simple() => x => x + 1;
    public Expression<Func<int>> Captured(int n) => () => n + _n;
    public Expression<Func<object>> Box(int n) => () => n;
    public Expression<Func<string, string>> Text() => s => s + 1 + "a";
    public Expression<Func<int[], int>> Array() => a => a[0] + new[] { 1, 2 }.Length;
    public Expression<Func<object>> New() => () => new List<int> { 1, 2 };
    public Expression<Action> Call() => () => Console.WriteLine("a");
    public Expression<Func<Func<int>>> Nested() => () => () => 1;
    public Expression<Func<T, string>> Generic<T>() => t => t.ToString();
    public LambdaExpression Natural() => (int x) => x;
    public Expression Plain() => (int x) => x + 1;
    public void Passed() { Use(x => x > 1); Use(x => x > _n); }
    public void Both(int n) { Use(x => x > n); Func<int> f = () => n; f(); }
    public int Compiled() { Expression<Func<int>> e = () => 1; return e.Compile()(); }
    private static void Use(Expression<Func<int, bool>> e) { }
}

public class Late
{
    private dynamic _d;
    public dynamic Call(dynamic d, int n) => d.Go(n, "a");
    public void CallVoid(dynamic d) => d.Go();
    public dynamic Property(dynamic d) => d.Name;
    public void SetProperty(dynamic d, int n) => d.Name = n;
    public dynamic Index(dynamic d, int n) => d[n];
    public void SetIndex(dynamic d, int n) => d[n] = n;
    public dynamic Binary(dynamic d, int n) => d + n;
    public dynamic Unary(dynamic d) => -d;
    public bool Not(dynamic d) => !d;
    public bool If(dynamic d) { if (d) { return true; } return false; }
    public bool And(dynamic d, bool b) => b && d;
    public void Increment(dynamic d) { d++; d.Count += 1; }
    public void Compound(dynamic d) { d += 1; d.Changed += (Action)(() => { }); }
    public int Converts(dynamic d) => d;
    public int ConvertsExplicit(dynamic d) => (int)d;
    public string ToText(dynamic d) => d.ToString();
    public object ToObject(dynamic d) => d;
    public dynamic FromInt(int n) => n;
    public void Argument(dynamic d, int n) => Take(d, n);
    public object New(dynamic d) => new Version(d);
    public void Loops(dynamic d) { foreach (var x in d) { _d = x; } }
    public void Usings(dynamic d) { using (d) { } }
    public string Interpolates(dynamic d) => $"{d}";
    public string Concats(dynamic d) => "a" + d;
    public dynamic Conditional(dynamic d) => d?.Name;
    public dynamic Lambda(dynamic d) => (Func<dynamic>)(() => d.Go());
    public async Task Awaits(dynamic d) { await d; }
    public dynamic Member() => _d.Next.Name;
    public bool Is(dynamic d) => d is int;
    public bool Null(dynamic d) => d == null;
    public dynamic Coalesces(dynamic d) => d ?? 1;
    private static void Take(object o, int n) { }
    private static void Take(string o, int n) { }
}
