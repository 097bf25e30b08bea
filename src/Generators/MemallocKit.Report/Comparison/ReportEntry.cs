// One thing of a report that a comparison speaks of.
namespace MemallocKit.Report;

/// <summary>A node, a context or the report itself.</summary>
/// <param name="Key">What it is known by in both reports: the member or type that declares it.</param>
/// <param name="Path">What people know it by.</param>
/// <param name="Pages">Its pages; 0 for what has none, <see langword="null"/> where they are not known.</param>
/// <param name="Facts">All else, each a name and its values.</param>
internal sealed record ReportEntry(string Key, string Path, long? Pages, IReadOnlyList<(string Name, string[] Values)> Facts)
{
    public string[] Fact(string name) => Facts.FirstOrDefault(fact => fact.Name == name).Values ?? [];
}
