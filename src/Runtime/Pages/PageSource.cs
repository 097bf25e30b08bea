// Where a pool's memory comes from: the operating system, reserved as a range and committed and touched piece by piece.
namespace MemallocKit.Pages;

/// <summary>
/// Reserves address space and commits memory in it. Every byte that was committed is backed by a physical page already: a first
/// touch later would be an allocation at the moment there is nothing to allocate from.
/// </summary>
internal abstract class PageSource
{
    public static PageSource System { get; } = OperatingSystem.IsLinux() ? new LinuxPageSource() : new PortablePageSource();

    /// <summary>Returns address space that starts at a multiple of 2 MiB, or throws <see cref="ReserveException"/>. Nothing is committed.</summary>
    public abstract nint Reserve(long bytes);

    /// <summary>
    /// Backs a part of a reserved range, in whole pages, with zeroed and touched memory, or throws <see cref="ReserveException"/> with
    /// the numbers and changes nothing.
    /// </summary>
    public abstract void Commit(nint address, long bytes);

    /// <summary>Gives a whole reservation back.</summary>
    public abstract void Release(nint address, long bytes);

    /// <summary>How much can be committed now, and who says so; <see cref="long.MaxValue"/> where nobody does.</summary>
    public virtual MemoryLimit Limit => MemoryLimit.None;
}
