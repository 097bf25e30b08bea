// Work on the reserves alone, for long: `dotnet run -c Release --project tests/ReserveOnly -- --operations 100000000`.
using System.Diagnostics;
using System.Globalization;
using MemallocKit.ReserveOnly;

var options = new Dictionary<string, long> { ["--operations"] = 100_000_000, ["--threads"] = 4, ["--seed"] = 1 };
for (var index = 0; index + 1 < args.Length; index += 2)
{
    if (!options.ContainsKey(args[index]) || !long.TryParse(args[index + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        return Usage();
    options[args[index]] = value;
}

if (args.Length % 2 != 0 || options["--operations"] < 1 || options["--threads"] is < 1 or > 64)
    return Usage();

var watch = Stopwatch.StartNew();
var verdict = Run.Work(options["--operations"], (int)options["--threads"], (int)options["--seed"], Progress);
Console.WriteLine($"{(verdict.IsGood ? "PASS" : "FAIL")}: {verdict} {watch.Elapsed.TotalSeconds:F0} s.");
return verdict.IsGood ? 0 : 1;

void Progress(long done) =>
    Console.WriteLine(FormattableString.Invariant($"{done:N0} of {options["--operations"]:N0} entitled requests granted, {watch.Elapsed.TotalSeconds:F0} s"));

static int Usage()
{
    Console.Error.WriteLine("Usage: [--operations <1 or more>] [--threads <1 to 64>] [--seed <number>]");
    return 2;
}
