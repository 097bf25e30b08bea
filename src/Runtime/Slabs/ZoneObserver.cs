// Somebody who watches every allocation of a zone.
namespace MemallocKit.Slabs;

/// <summary>
/// Called on the thread that allocates or frees, with no lock held. May refuse, may not throw. Thread-safe implementations only.
/// </summary>
internal abstract class ZoneObserver
{
    protected ZoneObserver() => IsUsed = true;

    /// <summary>Whether there ever was one in the process: for paths on which looking the zone's up would be felt.</summary>
    public static bool IsUsed { get; private set; }

    /// <summary>Asked before ordinary memory is taken; false fails the allocation.</summary>
    public abstract bool Admit(long bytes);

    /// <summary>Memory was taken: ordinary, or emergency memory charged to a reserve.</summary>
    public abstract void Allocated(nint address, long bytes, object? charged);

    /// <summary>Memory is about to be given back.</summary>
    public abstract void Freed(nint address);
}
