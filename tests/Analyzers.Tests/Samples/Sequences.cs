// Iterators, async functions, queries and expression trees; compared with the IL.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Linq.Expressions;
using System.Threading.Tasks;

public class Machines
{
    public IEnumerable<int> Iterator() { yield return 1; }
    public IEnumerator<int> Enumerator(int n) { for (var i = 0; i < n; i++) { yield return i; } }
    public IEnumerable OldIterator() { yield return "a"; }
    public async Task Async() => await Task.Yield();
    public async Task<int> AsyncOf() { await Task.Delay(1); return 1; }
    public async ValueTask AsyncValue() { await Task.Yield(); }
    public async void AsyncVoid() { await Task.Yield(); }
    public async IAsyncEnumerable<int> AsyncIterator() { await Task.Yield(); yield return 1; }
    public async Task<object> AsyncCapture(int n) { await Task.Yield(); Func<int> f = () => n; return f; }
    public async Task<int> AsyncLoop(int n) { for (var i = 0; i < n; i++) { await Task.Yield(); var j = i; Take(() => j); } return n; }
    public IEnumerable<object> IteratorCapture(int n) { Func<int> f = () => n; yield return f; yield return n; yield return new object(); }
    public Func<Task> AsyncLambda() => async () => await Task.Yield();
    public Func<Task> AsyncLambdaCapture(int n) => async () => { await Task.Delay(n); };
    public Func<int, Task> AsyncAnonymous() => async delegate (int n) { await Task.Delay(n); };
    public Task Passes() => Async();
    public async Task AwaitUsing(IAsyncDisposable d) { await using (d) { } await using var e = d; }
    public async Task AwaitForEach(IAsyncEnumerable<int> s) { await foreach (var n in s) { GC.KeepAlive(n); } }
    public int Custom(Steps steps) { var sum = 0; foreach (var n in steps) { sum += n; } return sum; }
    public int Interface(IEnumerable<int> s) { var sum = 0; foreach (var n in s) { sum += n; } return sum; }
    private static void Take(Func<int> f) { }
}

public struct Steps
{
    public Steps GetEnumerator() => this;
    public bool MoveNext() => false;
    public int Current => 0;
}

public class Queries
{
    public object Where(int[] a) => from x in a where x > 1 select x;
    public object WhereCapture(int[] a, int n) => from x in a where x > n select x + n;
    public object Let(int[] a) => from x in a let y = x + 1 let z = y + x where z > 2 orderby z descending, y select new { x, z };
    public object Join(int[] a, int[] b) => from x in a join y in b on x equals y into g from z in g.DefaultIfEmpty() select (x, z);
    public object Two(int[] a, int[] b) => from x in a from y in b select x * y;
    public object Group(int[] a) => from x in a group x by x % 2 into g select g.Key;
    public object Cast(object[] a) => from int x in a select x;
    public object Boxes(int[] a) => from x in a select (object)x;
    public object Strings(int[] a, string s) => from x in a select s + x;
    public IQueryable<int> Tree(IQueryable<int> q, int n) => from x in q where x > n select x;
    public Expression<Func<int, int>> Expression() => x => x + 1;
    public Expression<Func<int>> ExpressionCapture(int n) => () => n;
    public Expression<Func<object>> ExpressionNew() => () => new object();
    public Expression<Func<string, string>> ExpressionConcat() => s => s + "a" + 1;
    public Expression<Func<Func<int, int>>> ExpressionNested() => () => x => x + 1;
}
