// The lines of the overlay and the calls that execute them.
using System.Reflection;
using MemallocKit.Soundness.Calls;
using MemallocKit.Soundness.Running;
using MemallocKit.Summaries.Overlay;

namespace MemallocKit.Soundness.Judging;

internal static class OverlaySamples
{
    /// <summary>Lines that nothing here can execute, and why. Those whose reason begins with the name of another system need no entry.</summary>
    public static readonly IReadOnlyDictionary<string, string> NotExecuted = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["M:System.Runtime.CompilerServices.AsyncHelpers.*"] = "only code compiled for the runtime's own async may call it, and the line claims nothing",
        ["M:System.Threading.Thread.FastPollGC"] = "the runtime calls it where it waits for a collection to begin",
        ["M:System.Threading.Thread.Initialize"] = "runs once, in the constructor of a thread",
        ["M:System.Threading.Thread.GetCurrentThread"] = "runs once a thread, before any of its calls can be measured",
        ["M:System.Runtime.CompilerServices.RuntimeHelpers.CompileMethod"] = "compiles methods that are made at run time, at their first call",
        ["M:Microsoft.Win32.SafeHandles.SafeFileHandle.ReleaseHandle"] = "runs once a handle, which has to be allocated for it",
    };

    public static IReadOnlyList<OverlayRule> Lines { get; } = OverlayRules.BuiltIn().Rules;

    /// <summary>The calls that execute a line, by its id.</summary>
    public static ILookup<string, HandWritten> ByLine { get; } = HandWritten.All
        .SelectMany(c => (c.Method.GetCustomAttribute<OverlaySampleAttribute>()?.Ids ?? []).Select(id => (id, c)))
        .ToLookup(s => s.id, s => s.c, StringComparer.Ordinal);

    /// <summary>What is wrong with what a sample allocated; null: nothing.</summary>
    public static string? Judge(HandWritten call, Record record)
    {
        var sample = call.Method.GetCustomAttribute<OverlaySampleAttribute>()!;
        foreach (var line in Lines.Where(l => sample.Ids.Contains(l.Id)))
        {
            var bytes = record.Bytes;
            var holds = line.Effect switch
            {
                OverlayEffect.Allocates => bytes.Fewest > sample.Besides,
                OverlayEffect.Sometimes or OverlayEffect.Unknown or OverlayEffect.Native => true,
                _ => bytes.Fewest == sample.Besides && bytes.Most == sample.Besides,
            };
            if (record.Ending != Ending.Measured || !holds)
            {
                return $"line {line.Line} of the overlay says {line.Effect} of {line.Id}; {call.Id} allocated {bytes.Fewest} to {bytes.Most} bytes, {sample.Besides} of them besides";
            }
        }

        return null;
    }
}
