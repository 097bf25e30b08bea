// The time of a run: it passes where a thread waits.
namespace MemallocKit.Interleaving;

internal static class VirtualTime
{
    public static long Milliseconds { get; set; }
}
