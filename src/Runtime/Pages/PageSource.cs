// Where a pool's memory comes from: a range of addresses, committed and touched piece by piece.
namespace MemallocKit.Pages;

/// <summary>
/// Reserves address space and commits memory in it. Every byte that was committed is backed by a physical page already: a
/// first touch later would be an allocation at the moment there is nothing to allocate from. Thread-safe for ranges that
/// do not overlap. For set-up and growth only: every method calls the system, and those that refuse allocate managed memory.
/// </summary>
internal abstract class PageSource
{
    /// <summary>What a reservation's address is a multiple of: the length of a huge page, and of the longest run.</summary>
    public const long Alignment = 2L << 20;

    /// <summary>The source of this system without options.</summary>
    public static PageSource System => ForSystem(default);

    /// <summary>How much can be committed now, and who says so; <see cref="long.MaxValue"/> where nobody does.</summary>
    /// <remarks>
    /// Compare with it before <see cref="Commit"/>: some limits do not refuse, a control group's for one kills whoever touches too much.
    /// </remarks>
    public virtual MemoryLimit Limit => MemoryLimit.None;

    public static PageSource ForSystem(PageSourceOptions options) =>
        OperatingSystem.IsLinux() ? new LinuxPageSource(options)
        : OperatingSystem.IsWindows() ? new WindowsPageSource(options)
        : OperatingSystem.IsMacOS() ? new MacPageSource(options)
        : throw new PlatformNotSupportedException("Zones take their memory from Linux, Windows or macOS. This system is none of them.");

    /// <summary>Returns address space that starts at a multiple of <see cref="Alignment"/>. None of it is committed.</summary>
    /// <exception cref="ReserveException">The system refused; the message holds the numbers.</exception>
    public abstract nint Reserve(long bytes);

    /// <summary>Backs a part of a reservation that is not committed yet with zeroed, touched and, if asked for, locked memory.</summary>
    /// <exception cref="ReserveException">The system refused; the message holds the numbers. The range is uncommitted as before.</exception>
    public abstract void Commit(nint address, long bytes);

    /// <summary>Gives a whole reservation back, committed or not.</summary>
    public abstract void Release(nint address, long bytes);
}
