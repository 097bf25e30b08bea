// How a wait ended.
namespace MemallocKit.Reserves;

internal enum WaitResult
{
    /// <summary>Charged.</summary>
    Granted = 0,

    /// <summary>Ordinary memory came free meanwhile; nothing is charged.</summary>
    Ordinary,

    TimedOut,
    Canceled,

    /// <summary>The caller may not use emergency memory, so there is nothing to wait for.</summary>
    NotEntitled,

    /// <summary>More than the limit, at once or because the limit fell.</summary>
    TooLarge,

    /// <summary>Every place in line is taken.</summary>
    QueueFull,

    /// <summary>The reserve was disconnected, before or meanwhile.</summary>
    Disconnected,
}
