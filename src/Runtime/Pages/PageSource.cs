// Where a pool's memory comes from: the operating system, committed and touched.
namespace MemallocKit.Pages;

/// <summary>
/// Commits memory. Every byte that <see cref="Commit"/> returns is backed by a physical page already: a first touch later
/// would be an allocation at the moment there is nothing to allocate from.
/// </summary>
internal abstract class PageSource
{
    public static PageSource System { get; } = OperatingSystem.IsLinux() ? new LinuxPageSource() : new PortablePageSource();

    /// <summary>Returns page-aligned, zeroed, touched memory, or throws <see cref="ReserveException"/> with the numbers.</summary>
    public abstract nint Commit(long bytes);

    public abstract void Release(nint address, long bytes);

    /// <summary>How much can be committed now, and who says so; <see cref="long.MaxValue"/> where nobody does.</summary>
    public virtual MemoryLimit Limit => MemoryLimit.None;
}
