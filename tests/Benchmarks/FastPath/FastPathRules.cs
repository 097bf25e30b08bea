// Why a fast path that passes has nothing of MEMALLOC in it.
using System.Text.RegularExpressions;

namespace MemallocKit.Benchmarks.FastPath;

/// <summary>
/// What decides about emergency memory lies in three places: the context of the thread in its record, which a handle has a managed reference to;
/// limits, watermark and observers in objects on the managed heap; statics. A fast path is to touch none of them: it loads no managed reference
/// (<c>bword</c>), follows no object (<c>gword</c>) except to see that it is not null, uses no address that is a constant, and calls
/// nothing but the slow paths. What is left are pointers to native memory: the thread's cache, the zone's table of bins, and the block.
/// </summary>
internal static partial class FastPathRules
{
    public static IEnumerable<string> Check(MethodListing method)
    {
        foreach (var call in method.Calls)
        {
            if (!SlowPath().IsMatch(call))
                yield return $"a call that is no slow path of ordinary memory: {call}";
        }

        var objects = new HashSet<string>();
        foreach (var line in method.Fast)
        {
            if (line.Contains("bword ptr", StringComparison.Ordinal))
                yield return $"a managed reference: {line}";
            if (ConstantAddress().IsMatch(line))
                yield return $"an address that is a constant: {line}";
            if (MethodListing.TouchesMemory(line) && Operand().Match(line) is { Success: true } operand && objects.Contains(operand.Groups["base"].Value) && !NullCheck().IsMatch(line))
                yield return $"the content of an object: {line}";
            Follow(line, objects);
        }
    }

    /// <summary>Keeps track of the registers that hold objects.</summary>
    private static void Follow(string line, HashSet<string> objects)
    {
        if (Assignment().Match(line) is not { Success: true } assignment)
            return;
        var source = assignment.Groups["source"].Value;
        if (source.StartsWith("gword ptr", StringComparison.Ordinal) || objects.Contains(source))
            objects.Add(assignment.Groups["target"].Value);
        else
            objects.Remove(assignment.Groups["target"].Value);
    }

    [GeneratedRegex(@"OrdinaryMemory:\w+(Slow|Large)\(")]
    private static partial Regex SlowPath();

    [GeneratedRegex(@"\(reloc|\b[fg]s:|0x[0-9A-F]{9,}")]
    private static partial Regex ConstantAddress();

    [GeneratedRegex(@"\[(?<base>r\w+)")]
    private static partial Regex Operand();

    [GeneratedRegex(@"^cmp\s+byte\s+ptr \[r\w+\], \w+$")]
    private static partial Regex NullCheck();

    [GeneratedRegex(@"^(mov|lea|pop)\s+(?<target>r\w+)(, (?<source>.+))?$")]
    private static partial Regex Assignment();
}
