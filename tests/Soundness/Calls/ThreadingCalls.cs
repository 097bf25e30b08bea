// Locks, signals, cancellation, timers, the pool of threads.
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static class ThreadingCalls
{
    private static readonly CountdownEvent s_countdown = new(1);
    private static readonly Barrier s_barrier = new(1);
    private static readonly Semaphore s_kernelSemaphore = new(1, 1);
    private static readonly EventWaitHandle s_signal = new(true, EventResetMode.ManualReset);
    private static readonly WaitHandle[] s_handles = [s_signal, Data.KernelEvent];
    private static readonly ManualResetEventSlim s_slim = new(false);
    private static readonly Timer s_timer = new(static _ => { }, null, Timeout.Infinite, Timeout.Infinite);
    private static readonly CancellationTokenSource s_cancelled = Cancelled();
    private static readonly CancellationTokenSource s_resettable = new();
    private static readonly WaitCallback s_nothing = static _ => { };
    private static readonly ContextCallback s_inContext = static _ => { };
    private static readonly ExecutionContext s_context = ExecutionContext.Capture()!;
    private static readonly ThreadLocal<object> s_tracked = new(() => Gate, trackAllValues: true);
    private static readonly AsyncLocal<object> s_flow = new();
    private static SpinLock s_spin = new(enableThreadOwnerTracking: false);
    private static object? s_slot;
    private static long s_counter;
    private static int s_flags;

    public static void SpinLockCycle()
    {
        var taken = false;
        s_spin.Enter(ref taken);
        s_spin.Exit();
    }

    public static void SpinOnce()
    {
        var wait = default(SpinWait);
        wait.SpinOnce();
        Sink.Int = wait.Count;
    }

    public static void SpinUntil() => Sink.Bool = SpinWait.SpinUntil(static () => true, 10);
    public static void LockTryEnter()
    {
        if (Data.Lock.TryEnter())
        {
            Data.Lock.Exit();
        }
    }

    public static void LockIsHeld() => Sink.Bool = Data.Lock.IsHeldByCurrentThread;
    public static void MonitorIsEntered() => Sink.Bool = Monitor.IsEntered(Gate);
    public static void ExchangeObject() => Sink.Object = Interlocked.Exchange(ref s_slot, Gate);
    public static void CompareExchangeObject() => Sink.Object = Interlocked.CompareExchange(ref s_slot, Gate, null);
    public static void IncrementLong() => Sink.Long = Interlocked.Increment(ref s_counter);
    public static void OrFlags() => Sink.Int = Interlocked.Or(ref s_flags, 4);
    public static void ReadLong() => Sink.Long = Interlocked.Read(ref s_counter);
    public static void WriteVolatile() => Volatile.Write(ref s_counter, 5);
    public static void Fence() => Interlocked.MemoryBarrier();
    public static void FenceProcessWide() => Interlocked.MemoryBarrierProcessWide();
    public static void CountdownCycle()
    {
        s_countdown.Reset();
        Sink.Bool = s_countdown.Signal();
    }

    public static void CountdownWait()
    {
        s_countdown.Reset(0);
        Sink.Bool = s_countdown.Wait(0);
    }

    public static void BarrierAlone() => s_barrier.SignalAndWait();
    public static void KernelSemaphore()
    {
        s_kernelSemaphore.WaitOne();
        Sink.Int = s_kernelSemaphore.Release();
    }

    public static void WaitAny() => Sink.Int = WaitHandle.WaitAny(s_handles, 0);
    public static void WaitAll() => Sink.Bool = WaitHandle.WaitAll(s_handles, 0);
    public static void SignalCycle() => Sink.Bool = s_signal.Reset() && s_signal.Set();
    public static void SlimSetReset()
    {
        s_slim.Set();
        s_slim.Reset();
    }

    public static void SlimWaitInVain() => Sink.Bool = s_slim.Wait(0);
    public static void SemaphoreTry() => Sink.Bool = Data.Semaphore.Wait(0) && Data.Semaphore.Release() == 0;
    public static void SemaphoreWaitAsync()
    {
        Sink.Bool = Data.Semaphore.WaitAsync().IsCompletedSuccessfully;
        Data.Semaphore.Release();
    }

    public static void WriteLock()
    {
        ReaderWriter.EnterWriteLock();
        ReaderWriter.ExitWriteLock();
    }

    public static void UpgradeableLock()
    {
        ReaderWriter.EnterUpgradeableReadLock();
        ReaderWriter.EnterWriteLock();
        ReaderWriter.ExitWriteLock();
        ReaderWriter.ExitUpgradeableReadLock();
    }

    public static void TryReadLock()
    {
        if (ReaderWriter.TryEnterReadLock(0))
        {
            ReaderWriter.ExitReadLock();
        }
    }

    public static void TokenIsCancelled() => Sink.Bool = s_cancelled.Token.IsCancellationRequested;
    public static void TokenEquals() => Sink.Bool = s_cancelled.Token == CancellationToken.None;
    public static void TokenRegister()
    {
        using var registration = Cancellation.Token.UnsafeRegister(static _ => { }, null);
    }

    public static void TokenRegisterCancelled() => Sink.Bool = s_cancelled.Token.Register(static () => { }).Token.CanBeCanceled;
    public static void TokenReset() => Sink.Bool = s_resettable.TryReset();
    public static void TokenCancelAfter() => s_resettable.CancelAfter(Timeout.Infinite);
    public static void TokenLinked()
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(Cancellation.Token);
    }

    public static void TimerChange() => Sink.Bool = s_timer.Change(100000, Timeout.Infinite);
    public static void TimerNew()
    {
        using var timer = new Timer(static _ => { }, null, Timeout.Infinite, Timeout.Infinite);
    }

    public static void PoolQueue() => Sink.Bool = ThreadPool.UnsafeQueueUserWorkItem(s_nothing, null);
    public static void PoolThreads() => ThreadPool.GetAvailableThreads(out Sink.Int, out _);
    public static void PoolPending() => Sink.Long = ThreadPool.PendingWorkItemCount + ThreadPool.ThreadCount;
    public static void ContextCapture() => Sink.Object = ExecutionContext.Capture();
    public static void ContextRun() => ExecutionContext.Run(s_context, s_inContext, null);
    public static void ContextIsSuppressed() => Sink.Bool = ExecutionContext.IsFlowSuppressed();
    public static void FlowSet() => s_flow.Value = Gate;
    public static void TrackedValue() => Sink.Object = s_tracked.Value;
    public static void TrackedIsCreated() => Sink.Bool = s_tracked.IsValueCreated;
    public static void LazyIsCreated() => Sink.Bool = Data.Lazy.IsValueCreated;
    public static void SynchronizationCurrent() => Sink.Object = SynchronizationContext.Current;
    public static void CurrentProcessor() => Sink.Int = Thread.GetCurrentProcessorId();
    public static void ThreadState() => Sink.Bool = Thread.CurrentThread.IsAlive && Thread.CurrentThread.IsThreadPoolThread;
    public static void ThreadName() => Sink.Object = Thread.CurrentThread.Name;
    public static void CriticalRegion()
    {
        Thread.BeginCriticalRegion();
        Thread.EndCriticalRegion();
    }

    private static CancellationTokenSource Cancelled()
    {
        var source = new CancellationTokenSource();
        source.Cancel();
        return source;
    }
}
