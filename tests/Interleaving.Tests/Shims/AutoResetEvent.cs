// Stands in for System.Threading.AutoResetEvent in the product's sources.
using MemallocKit.Interleaving;

namespace MemallocKit;

/// <summary>
/// A wait of <see cref="Poll"/> milliseconds or more ends when somebody signals and not before, so that a wake-up that is lost shows as a thread that
/// stays. A shorter one may also end at any moment, which moves <see cref="VirtualTime"/>.
/// </summary>
internal sealed class AutoResetEvent(bool signaled)
{
    private const int Poll = 20;

    private bool _signaled = signaled;

    public bool Set()
    {
        var thread = ScheduledThread.Current;
        thread?.Execution.Point(thread, Operation.OnObject(OperationKind.Write, this));
        _signaled = true;
        thread?.Execution.Changed(thread);
        return true;
    }

    public bool WaitOne(int milliseconds)
    {
        var thread = ScheduledThread.Current;
        thread?.Execution.Point(thread, Operation.Of(OperationKind.Wait), () => _signaled || milliseconds < Poll);
        var woken = _signaled;
        _signaled = false;
        if (!woken)
            VirtualTime.Milliseconds += milliseconds;
        return woken;
    }
}
