// The machine code of one method, as far as it is looked at.
namespace MemallocKit.Benchmarks.FastPath;

/// <param name="Name">The method.</param>
/// <param name="Fast">The instructions of the blocks that call nothing.</param>
/// <param name="Calls">What the others call.</param>
internal sealed record MethodListing(string Name, IReadOnlyList<string> Fast, IReadOnlyList<string> Calls)
{
    /// <summary>Reads a listing of the JIT: blocks begin with a label, instructions are indented, the rest is comment.</summary>
    public static MethodListing Parse(string name, IEnumerable<string> lines)
    {
        var fast = new List<string>();
        var calls = new List<string>();
        var block = new List<string>();
        foreach (var line in lines.Append("G_END:"))
        {
            if (line.StartsWith("G_", StringComparison.Ordinal))
            {
                var called = block.FindAll(IsCall);
                if (called.Count == 0)
                    fast.AddRange(block);
                calls.AddRange(called.Select(Target));
                block.Clear();
            }
            else if (line.StartsWith("      ", StringComparison.Ordinal))
            {
                block.Add(line.Trim());
            }
        }

        return new MethodListing(name, fast, calls);
    }

    public static bool TouchesMemory(string line) =>
        line.Contains('[', StringComparison.Ordinal) && !line.StartsWith("lea", StringComparison.Ordinal);

    private static bool IsCall(string line) =>
        line.StartsWith("call", StringComparison.Ordinal) || line.StartsWith("tail.jmp", StringComparison.Ordinal);

    private static string Target(string line) => line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim(' ', '[', ']');
}
