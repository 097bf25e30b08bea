// A thread that runs only when the schedule says so.
using Sys = System.Threading;

namespace MemallocKit.Interleaving;

/// <summary>
/// An operating system thread that is handed from one execution to the next. All but one of an execution are parked at a
/// scheduling point at any time, so the fields need no synchronisation of their own.
/// </summary>
internal sealed class ScheduledThread : IDisposable
{
    [ThreadStatic]
    private static ScheduledThread? s_current;

    private readonly Sys.SemaphoreSlim _turn = new(0);
    private readonly Sys.Thread _thread;
    private Action? _body;

    public ScheduledThread(int number)
    {
        Number = number;
        _thread = new Sys.Thread(Loop) { IsBackground = true, Name = $"scheduled {number}" };
        _thread.Start();
    }

    /// <summary>The one this code runs on; <see langword="null"/> for code that nobody schedules.</summary>
    public static ScheduledThread? Current => s_current;

    public int Number { get; }

    public Execution Execution { get; private set; } = null!;

    /// <summary>What it does next, once it is its turn.</summary>
    public Operation Pending { get; set; }

    /// <summary>For <see cref="OperationKind.Lock"/> and <see cref="OperationKind.Wait"/>: whether it can go on.</summary>
    public Func<bool>? CanGoOn { get; set; }

    public bool IsFinished { get; set; }

    /// <summary>How many changes by others the thread can know of: those from before its first read since it last spun.</summary>
    public long ChangesSeen { get; set; } = -1;

    public long OwnChanges { get; set; }

    public void Begin(Execution execution, Action body)
    {
        Execution = execution;
        _body = body;
        Pending = Operation.Of(OperationKind.Start);
        CanGoOn = null;
        IsFinished = false;
        ChangesSeen = -1;
        OwnChanges = 0;
    }

    public void Wake() => _turn.Release();

    public void Park() => _turn.Wait();

    public void Dispose()
    {
        _body = null;
        Wake();
        _thread.Join();
        _turn.Dispose();
    }

    private void Loop()
    {
        s_current = this;
        while (true)
        {
            Park();
            if (_body is not { } body)
                return;
            Execution.RunBody(this, body);
        }
    }
}
