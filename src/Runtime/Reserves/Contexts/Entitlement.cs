// Who may use emergency memory, said per call.
namespace MemallocKit;

/// <summary>Whether a call may use emergency memory. The first that says something wins: the call, then the thread.</summary>
public enum Entitlement
{
    /// <summary>As the thread is: entitled inside a MEMALLOC context, else not.</summary>
    Thread = 0,

    /// <summary>Entitled for this call.</summary>
    Memalloc,

    /// <summary>Not entitled, whatever the thread is.</summary>
    None,
}
