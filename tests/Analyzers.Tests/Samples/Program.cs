// Top-level statements, compared with the IL.
using System;
using System.Collections.Generic;
using System.Threading.Tasks;

var n = args.Length;
var text = "a" + n;
object boxed = n;
Action print = () => Console.WriteLine(text);
print();
foreach (var arg in args)
{
    var copy = arg;
    Run(() => copy.Length);
}

if (n > 0)
{
    var inner = n;
    Run(() => inner + n);
}

int Local() => n;
Run(Local);
Run(static () => 1);
IEnumerable<int> Numbers() { yield return n; }
foreach (var number in Numbers())
{
    int[] all = [number, n];
    Console.WriteLine($"{number} {all.Length}");
}

await Task.Yield();
Console.WriteLine(boxed);
return n > 1 ? throw new InvalidOperationException(text + n) : 0;

static int Run(Func<int> f) => f();

public record Settings(int Size)
{
    public static Settings Default { get; } = new(1);
}
