// Where rows go as they are measured.
namespace MemallocKit.Benchmarks.Reports;

internal interface IReport
{
    void Add(Row row);

    /// <summary>Called once, also after a failure: what was measured is shown.</summary>
    void End();
}
