// An amount that may still be committed, with the name of what limits it.
namespace MemallocKit.Pages;

/// <summary>How many bytes may still be committed, and the source of that figure, for messages.</summary>
internal readonly record struct MemoryLimit(long AvailableBytes, string Source)
{
    public static MemoryLimit None { get; } = new(long.MaxValue, "none");

    public static MemoryLimit Smaller(MemoryLimit a, MemoryLimit b) => a.AvailableBytes <= b.AvailableBytes ? a : b;
}
