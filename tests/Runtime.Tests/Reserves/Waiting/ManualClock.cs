// A clock that stands still until the test moves it.
using MemallocKit.Reserves;

namespace MemallocKit.Runtime.Tests.Reserves;

internal sealed class ManualClock : WaitClock
{
    private long _milliseconds;

    public override long Milliseconds => Volatile.Read(ref _milliseconds);

    public void Advance(long milliseconds) => Interlocked.Add(ref _milliseconds, milliseconds);
}
