// Bounds that a declaration is held to at build time and the tree at run time.
namespace MemallocKit.Estimation;

internal static class DeclarationLimits
{
    /// <summary>Instances are objects on the managed heap, each with bookkeeping of its own: a pool of more is a mistake.</summary>
    public const long MostInstances = 1_000_000;

    /// <summary>Far above any machine; keeps the slack of the Linux model from overflowing.</summary>
    public const int MostProcessors = 65536;
}
