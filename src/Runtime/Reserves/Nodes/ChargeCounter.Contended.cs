// What a charge does when it meets others: out of line, so that the rest stays short.
using System.Runtime.CompilerServices;

namespace MemallocKit.Reserves;

internal partial struct ChargeCounter
{
    /// <summary>Runs what otherwise runs for the first time when two threads meet.</summary>
    public static void Prime()
    {
        var counter = default(ChargeCounter);
        counter.RaiseCeiling(1);
        counter.TryChargeContended(1);
        counter.TryUncharge(1);
        if (counter.TryEnterContended(1, pastWaiters: false))
            counter.Lease(1);
        counter.Exit(settled: 1);
        counter.EnterContended();
        counter.Exit();
        _ = counter.Usage;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryChargeContended(long amount)
    {
        var wait = new SpinWait();
        while (true)
        {
            var word = Volatile.Read(ref _word);
            if (Refuses(word, amount, pastWaiters: false))
                return false;
            var ceiling = Volatile.Read(ref _ceiling);
            if ((word & Gate) == 0 && Interlocked.CompareExchange(ref _word, word - (amount << RoomShift), word) == word)
            {
                NotePeak(ceiling - Room(word) + amount);
                return true;
            }

            wait.SpinOnce();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryEnterContended(long amount, bool pastWaiters)
    {
        var wait = new SpinWait();
        while (true)
        {
            var word = Volatile.Read(ref _word);
            if (Refuses(word, amount, pastWaiters))
                return false;
            if ((word & Gate) == 0 && Interlocked.CompareExchange(ref _word, (word - (amount << RoomShift)) | Gate | NotFree, word) == word)
                return true;
            wait.SpinOnce();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EnterContended()
    {
        var wait = new SpinWait();
        while (true)
        {
            var word = Volatile.Read(ref _word);
            if ((word & Gate) == 0 && Interlocked.CompareExchange(ref _word, word | Gate | NotFree, word) == word)
                return;
            wait.SpinOnce();
        }
    }
}
