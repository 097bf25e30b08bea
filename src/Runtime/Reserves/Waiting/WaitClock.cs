// The time by which waits end.
namespace MemallocKit.Reserves;

/// <summary>Milliseconds that only go up: a read that allocates nothing and costs a few nanoseconds. Tests have one of their own.</summary>
internal class WaitClock
{
    public static WaitClock System { get; } = new();

    [Memalloc]
    public virtual long Milliseconds => Environment.TickCount64;
}
