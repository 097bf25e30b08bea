// The pages of a reserve or share, by either model.
using MemallocKit.Estimation;

namespace MemallocKit.Declarations;

/// <summary>From what a leaf declares to the arithmetic that sizes it.</summary>
internal static class LeafPages
{
    /// <returns>The estimate, or <see langword="null"/> where it depends on a size that only the runtime knows.</returns>
    public static long? Of(EstimateModel model, int processors, Unit unit, long amount, int largest, int? itemBytes) => unit switch
    {
        Unit.Pages => amount,
        Unit.Bytes => Estimate.Bytes(model, processors, amount, largest),
        Unit.Objects when itemBytes is { } size => Estimate.Objects(model, processors, amount, size),
        Unit.Objects => null,
        // Instances live on the managed heap, which no page of the zone backs.
        _ => 0,
    };
}
