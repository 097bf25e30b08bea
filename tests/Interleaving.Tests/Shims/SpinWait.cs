// Stands in for System.Threading.SpinWait in the product's sources.
using MemallocKit.Interleaving;

namespace MemallocKit;

/// <summary>To spin is to wait until somebody else has changed something: what was looked at is the same before that.</summary>
internal struct SpinWait
{
    public int Count { get; private set; }

    public readonly bool NextSpinWillYield => true;

    public void SpinOnce()
    {
        Count++;
        if (ScheduledThread.Current is { } thread)
            thread.Execution.Point(thread, Operation.Of(OperationKind.Spin));
    }

    public void SpinOnce(int sleep1Threshold) => SpinOnce();

    public void Reset() => Count = 0;
}
