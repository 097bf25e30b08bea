// A swap device in memory that can be told to fail, to wait and to count.
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

/// <summary>Transfers allocate nothing themselves, so what a thread allocates between two of them is the pager's.</summary>
internal sealed class MemorySwapDevice(int pages) : ISwapDevice
{
    private readonly byte[] _store = new byte[pages * SwapPages.Bytes];
    private readonly ManualResetEventSlim _writesGo = new(true);
    private readonly ManualResetEventSlim _readsGo = new(true);
    private readonly int[] _runs = new int[1 << 20];
    private volatile int _failWrites;
    private volatile int _failReads;
    private volatile int _writesWaiting;
    private volatile int _readsWaiting;
    private int _runCount;
    private int _reads;

    public string Name => "memory";

    public long Pages => pages;

    public int Activations { get; private set; }

    public SwapStatus FailWrites
    {
        get => (SwapStatus)_failWrites;
        set => _failWrites = (int)value;
    }

    public SwapStatus FailReads
    {
        get => (SwapStatus)_failReads;
        set => _failReads = (int)value;
    }

    public bool Throws { get; set; }

    public bool LosesBytes { get; set; }

    /// <summary>Called within each write, on the thread that writes.</summary>
    public Action<long>? OnWrite { get; set; }

    /// <summary>Pages of each write so far.</summary>
    public int[] Runs => _runs[..Volatile.Read(ref _runCount)];

    public int Reads => Volatile.Read(ref _reads);

    public bool IsWriteWaiting => _writesWaiting > 0;

    public bool IsReadWaiting => _readsWaiting > 0;

    public void HoldWrites() => _writesGo.Reset();

    public void LetWritesGo() => _writesGo.Set();

    public void HoldReads() => _readsGo.Reset();

    public void LetReadsGo() => _readsGo.Set();

    public void Activate() => Activations++;

    public void Deactivate() => Activations--;

    public SwapStatus Write(long firstPage, ReadOnlySpan<byte> run)
    {
        if (Throws)
            throw new InvalidOperationException("a device that breaks its promise");
        if (!_writesGo.IsSet)
        {
            _writesWaiting++;
            _writesGo.Wait();
            _writesWaiting--;
        }

        OnWrite?.Invoke(firstPage);
        if (_failWrites != 0)
            return (SwapStatus)_failWrites;
        if (!LosesBytes)
            run.CopyTo(_store.AsSpan((int)firstPage * SwapPages.Bytes));
        _runs[_runCount] = run.Length / SwapPages.Bytes;
        Volatile.Write(ref _runCount, _runCount + 1);
        return SwapStatus.Ok;
    }

    public SwapStatus Read(long firstPage, Span<byte> run)
    {
        if (Throws)
            throw new InvalidOperationException("a device that breaks its promise");
        if (!_readsGo.IsSet)
        {
            Interlocked.Increment(ref _readsWaiting);
            _readsGo.Wait();
            Interlocked.Decrement(ref _readsWaiting);
        }

        if (_failReads != 0)
            return (SwapStatus)_failReads;
        Interlocked.Increment(ref _reads);
        _store.AsSpan((int)firstPage * SwapPages.Bytes, run.Length).CopyTo(run);
        return SwapStatus.Ok;
    }

    public SwapStatus Flush() => SwapStatus.Ok;

    public SwapStatus Discard(long firstPage, long count) => SwapStatus.Ok;

    public void Dispose()
    {
    }
}
