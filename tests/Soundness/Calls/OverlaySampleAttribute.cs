// Ties a call to lines of the overlay that it executes.
namespace MemallocKit.Soundness.Calls;

/// <param name="ids">Lines of the overlay, by their ids.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OverlaySampleAttribute(params string[] ids) : Attribute
{
    public IReadOnlyList<string> Ids { get; } = ids;

    /// <summary>The bytes that the rest of the call allocates, where it cannot do without; the lines add none to them.</summary>
    public long Besides { get; init; }
}
