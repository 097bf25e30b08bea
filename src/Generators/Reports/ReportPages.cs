// Pages by both estimate models.
using MemallocKit.Declarations;
using MemallocKit.Estimation;

namespace MemallocKit.Generators;

/// <summary>What something takes by each model; <see langword="null"/> where it depends on what is not known at build time.</summary>
internal readonly record struct ReportPages(long? UpperBound, long? LinuxSlub)
{
    public bool AreKnown => UpperBound != null && LinuxSlub != null;

    public string Json => JsonText.Object(("upperBound", JsonText.Number(UpperBound)), ("linuxSlub", JsonText.Number(LinuxSlub)));

    public static ReportPages Of(NodeModel leaf, int processors) =>
        new(By(EstimateModel.UpperBound, leaf, processors), By(EstimateModel.LinuxSlub, leaf, processors));

    public static ReportPages Sum(IEnumerable<ReportPages> parts)
    {
        var sum = new ReportPages(0, 0);
        foreach (var part in parts)
            sum = new(Add(sum.UpperBound, part.UpperBound), Add(sum.LinuxSlub, part.LinuxSlub));
        return sum;
    }

    private static long? By(EstimateModel model, NodeModel leaf, int processors) =>
        LeafPages.Of(model, processors, leaf.Unit, leaf.Amount, leaf.Largest, leaf.Item?.SizeBytes);

    private static long? Add(long? left, long? right) => left is { } a && right is { } b ? PageArithmetic.Add(a, b) : null;
}
