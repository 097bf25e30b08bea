// The one entry to the formulas: a unit, an amount and a model give pages.
namespace MemallocKit.Estimation;

/// <summary>
/// Turns amounts into pages. The generator evaluates these at build time, the runtime when it builds the tree; both link
/// this file. Nothing takes no pages in either model, so that a charged class has exactly the pages of its shares.
/// </summary>
internal static class Estimate
{
    public static long Bytes(EstimateModel model, int processors, long bytes, int largest) =>
        bytes == 0 ? 0 : model == EstimateModel.LinuxSlub
            ? LinuxSlubEstimate.Bytes(bytes, processors)
            : ByteEstimate.Pages(bytes, largest);

    public static long Objects(EstimateModel model, int processors, long count, int objectBytes) =>
        count == 0 ? 0 : model == EstimateModel.LinuxSlub
            ? LinuxSlubEstimate.Objects(count, objectBytes, processors)
            : ObjectEstimate.Pages(count, objectBytes);

    public static int PerSlab(EstimateModel model, int objectBytes) =>
        model == EstimateModel.LinuxSlub
            ? LinuxSlubEstimate.PerSlab(objectBytes)
            : ObjectEstimate.PerSlab(objectBytes);
}
