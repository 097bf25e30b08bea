// A subject of the table of targets. One file each; listed in AreaList.
using MemallocKit.Benchmarks.Reports;

namespace MemallocKit.Benchmarks.Areas;

internal abstract class Area
{
    /// <summary>The name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What is measured; nothing runs until a case is asked to.</summary>
    public abstract IEnumerable<Case> Cases { get; }
}

/// <param name="Name">The name in the table.</param>
/// <param name="Measure">Measures it: a row for each peer. The argument is the area's name.</param>
internal sealed record Case(string Name, Func<string, IEnumerable<Row>> Measure);
