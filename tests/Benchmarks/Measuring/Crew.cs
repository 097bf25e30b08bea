// Threads that start a piece of work together, for loops on more than one thread.
using System.Diagnostics;

namespace MemallocKit.Benchmarks.Measuring;

/// <summary>
/// The threads live as long as the crew, since what an allocator caches for a thread is part of what is measured.
/// They are parked between samples, and line up on a spinning barrier before the clock starts.
/// </summary>
internal sealed class Crew : IDisposable
{
    private readonly Thread[] _threads;
    private readonly Barrier _barrier;
    private readonly long[] _starts;
    private readonly long[] _ends;
    private Action<int>? _work;
    private int _arrived;

    public Crew(int threads)
    {
        _barrier = new Barrier(threads + 1);
        _starts = new long[threads];
        _ends = new long[threads];
        _threads = new Thread[threads];
        for (var index = 0; index < threads; index++)
        {
            var member = index;
            _threads[index] = new Thread(() => Work(member)) { IsBackground = true, Name = $"crew {member}" };
            _threads[index].Start();
        }
    }

    /// <summary>Runs the work on every thread, each with its number; the ticks from the first start to the last end.</summary>
    public long Run(Action<int> work)
    {
        _work = work;
        _arrived = 0;
        _barrier.SignalAndWait();
        _barrier.SignalAndWait();
        return _ends.Max() - _starts.Min();
    }

    public void Dispose()
    {
        _work = null;
        _barrier.SignalAndWait();
        foreach (var thread in _threads)
            thread.Join();
        _barrier.Dispose();
    }

    private void Work(int member)
    {
        while (true)
        {
            _barrier.SignalAndWait();
            if (_work is not { } work)
                return;
            Interlocked.Increment(ref _arrived);
            var spinner = default(SpinWait);
            while (Volatile.Read(ref _arrived) < _threads.Length)
                spinner.SpinOnce(sleep1Threshold: -1);
            _starts[member] = Stopwatch.GetTimestamp();
            work(member);
            _ends[member] = Stopwatch.GetTimestamp();
            _barrier.SignalAndWait();
        }
    }
}
