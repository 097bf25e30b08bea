// The report as the JSON has it. Fields are described in the README of src/Generators/Reports.
namespace MemallocKit.Report;

internal sealed record ReserveReport(int Version, string Assembly, int PageBytes, ReportTree[] Trees, ReportContext[] Contexts);

internal sealed record ReportTree(string Type, string Model, int Processors, ReportNode Root)
{
    /// <summary>The pages of a node by the model that the tree is built with.</summary>
    public long? PagesOf(ReportNode node) => Model == "LinuxSlub" ? node.Pages.LinuxSlub : node.Pages.UpperBound;
}

internal sealed record ReportNode(
    string Name,
    string Member,
    string Kind,
    ReportPages Pages,
    string? Unit = null,
    long? Amount = null,
    int? RunPages = null,
    int? Largest = null,
    ReportItem? Item = null,
    string? Tree = null,
    string? Unknown = null,
    ReportNode[]? Nodes = null);

internal sealed record ReportItem(string Type, int? SizeBytes = null, int? ManagedBytes = null);

/// <summary>By both models; <see langword="null"/> where it is known at run time only.</summary>
internal sealed record ReportPages(long? UpperBound, long? LinuxSlub);

internal sealed record ReportContext(string Type, NamedNode[] MayCharge, ReportPages Pages, ReachedReserve[] Reserves, string? Unknown = null);

internal sealed record NamedNode(string Member, string? Path = null, string? Assembly = null);

internal sealed record ReachedReserve(string Member, string Path, ReportPages Pages);
