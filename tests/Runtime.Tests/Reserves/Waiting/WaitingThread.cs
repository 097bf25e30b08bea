// A thread that waits for a reserve, and how a test knows that it stands in line.
namespace MemallocKit.Runtime.Tests.Reserves;

internal sealed class WaitingThread
{
    private readonly Thread _thread;
    private Exception? _error;

    private WaitingThread(Action body)
    {
        _thread = new Thread(() => _error = Record.Exception(body)) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Starts a thread and returns when it is in line, as the last.</summary>
    public static WaitingThread InLine(Reserve reserve, Action body)
    {
        var before = reserve.CopyWaiters([]);
        var thread = new WaitingThread(body);
        Await(() => reserve.CopyWaiters([]) > before || !thread._thread.IsAlive);
        return thread;
    }

    public static void Await(Func<bool> condition)
    {
        // Spins: what is waited for is a step of another thread that nothing but the scheduler holds up.
        var deadline = Environment.TickCount64 + 60_000;
        while (!condition())
        {
            Assert.True(Environment.TickCount64 < deadline, "It never happened.");
            Thread.Yield();
        }
    }

    public void Interrupt() => _thread.Interrupt();

    public Exception? Join()
    {
        Assert.True(_thread.Join(TimeSpan.FromSeconds(60)), "The thread hangs.");
        return _error;
    }

    public void Finish() => Assert.Null(Join());
}
