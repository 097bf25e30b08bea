// One line of the overlay.
namespace MemallocKit.Summaries.Overlay;

internal enum OverlayEffect : byte
{
    /// <summary>Does nothing to the heap.</summary>
    Never,

    /// <summary>Throws at most.</summary>
    Throws,

    /// <summary>Allocates once a process, thread, instance or instantiation.</summary>
    FirstCall,

    /// <summary>Takes from a cache that allocates when it is empty.</summary>
    Pooled,

    /// <summary>Allocates at every call.</summary>
    Allocates,

    /// <summary>Allocates at some calls, and nothing says at which.</summary>
    Sometimes,

    /// <summary>Runs native code that could allocate.</summary>
    Native,

    /// <summary>Does what nobody analysed.</summary>
    Unknown,

    /// <summary>Tracing or debugging, assumed to be off: answers false.</summary>
    Off,

    /// <summary>A class that nobody is assumed to derive from.</summary>
    Sealed,

    /// <summary>A class of which no object is assumed to be met.</summary>
    Absent,
}

/// <param name="Line">Where it stands, from 1.</param>
/// <param name="Effect">What is said.</param>
/// <param name="Id">A documentation id; without parameters it means every overload, with <c>.*</c> every member of the type.</param>
/// <param name="Reason">Why it holds.</param>
internal sealed record OverlayRule(int Line, OverlayEffect Effect, string Id, string Reason);
