// Charges and rents of callers that may wait.
using MemallocKit.Reserves;

namespace MemallocKit;

public abstract partial class Reserve
{
    private WaitLine? _line;

    // Waiters that are looking at ordinary memory, which keeps the zone from going away under them.
    private int _lookers;

    /// <summary>What deadlines are measured with; tests have one of their own.</summary>
    internal WaitClock Clock { get; set; } = WaitClock.System;

    /// <summary>
    /// Charges as <see cref="TryCharge(long)"/> does, and waits while the limit is reached: first in, first out, together with rents that wait. Nobody
    /// who asks later overtakes, so a charge of <see cref="TryCharge(long)"/> is refused while somebody waits.
    /// </summary>
    /// <param name="amount">In the reserve's unit, at least 1.</param>
    /// <param name="timeout">How long to wait, or <see cref="Timeout.InfiniteTimeSpan"/>; zero does not wait.</param>
    /// <param name="cancellationToken">Ends the wait. It is looked at every 20 ms, since a registration on it would allocate.</param>
    /// <exception cref="TimeoutException">The time is over; the message says who holds what. Nothing was charged.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled. Nothing was charged.</exception>
    /// <exception cref="InvalidOperationException">
    /// The amount is more than the limit or the limit fell below it, the reserve is not connected or was disconnected meanwhile, or 64 threads
    /// wait for it already. Nothing was charged.
    /// </exception>
    public void Charge(long amount, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        var patience = new Patience(timeout, cancellationToken);
        var result = ChargeWithin(amount, patience);
        if (result != WaitResult.Granted)
            throw WaitFailure.Of(this, result, amount, patience);
    }

    /// <summary>
    /// <see cref="Charge"/> that answers false instead of throwing. It allocates nothing, so it can be called when memory is gone.
    /// </summary>
    /// <returns>False in all the cases in which <see cref="Charge"/> throws; nothing was charged.</returns>
    /// <inheritdoc cref="Charge" path="/param"/>
    public bool TryCharge(long amount, TimeSpan timeout, CancellationToken cancellationToken = default) =>
        ChargeWithin(amount, new Patience(timeout, cancellationToken)) == WaitResult.Granted;

    /// <summary>What may be charged now: a limit that falls reaches waiters before it is seen in <see cref="ReserveNode.Limit"/>.</summary>
    internal long Ceiling => _charge.Ceiling;

    /// <summary>Those in line, first come first, as many as fit; returns how many are in line.</summary>
    internal int CopyWaiters(Span<WaitPlace> waiters) => _line?.Queue.CopyTo(waiters) ?? 0;

    /// <summary>
    /// As the patch set has it: what a rent that does not wait does; a charge, waiting for it; ordinary memory once more; emergency memory.
    /// While it waits it looks for ordinary memory too, which nobody announces.
    /// </summary>
    private protected WaitResult Acquire(int bytes, long charge, Entitlement entitlement, scoped in Patience patience, out Holding holding) =>
        TellRefusal(charge, patience, AcquireUntold(bytes, charge, entitlement, patience, out holding));

    private WaitResult AcquireUntold(int bytes, long charge, Entitlement entitlement, scoped in Patience patience, out Holding holding)
    {
        if (TryAcquireUntold(bytes, charge, entitlement, ordinaryFirst: true, out holding))
            return WaitResult.Granted;
        if (!MemallocThread.IsEntitled(entitlement))
            return WaitResult.NotEntitled;
        var result = Await(charge, forLease: true, bytes, patience, out holding);
        if (result != WaitResult.Granted)
            return result;

        // The charge that was waited for keeps the reserve connected.
        if (Zone!.TryAllocateEntitled(bytes, out var block))
        {
            holding = new Holding(this, Zone, block);
            Settle(charge);
            return WaitResult.Ordinary;
        }

        return TryTakeCharged(bytes, charge, out holding) ? WaitResult.Granted : WaitResult.TimedOut;
    }

    /// <summary>Waits for a charge, whether or not there is room: the slow half of every method that waits.</summary>
    /// <param name="amount">What to charge.</param>
    /// <param name="forLease">Whether <see cref="Settle"/> takes it back, or <see cref="Uncharge"/>.</param>
    /// <param name="bytes">How much ordinary memory would do as well; 0 for none.</param>
    /// <param name="patience">How long.</param>
    /// <param name="ordinary">The ordinary memory, when that came first.</param>
    private protected WaitResult Await(long amount, bool forLease, int bytes, scoped in Patience patience, out Holding ordinary)
    {
        ordinary = default;
        if (patience.Token.IsCancellationRequested)
            return WaitResult.Canceled;
        if (_line is not { } line || !IsConnected)
            return WaitResult.Disconnected;
        if (patience.IsNone)
            return amount > Limit ? WaitResult.TooLarge : WaitResult.TimedOut;
        var start = Clock.Milliseconds;
        var place = line.Queue.Enter(ref _charge, amount, forLease, Environment.CurrentManagedThreadId, start, out var state);
        if (place == WaitPlace.None)
        {
            if (state != WaitState.TooLarge)
                return WaitResult.QueueFull;
            return IsConnected ? WaitResult.TooLarge : WaitResult.Disconnected;
        }

        _counters.CountWait();
        WaitResult result;
        try
        {
            line.Serve(ref _charge);
            result = SleepInLine(line, place, amount, bytes, patience, start, out ordinary);
        }
        catch
        {
            // Thread.Interrupt, the one way to be thrown out of a sleep.
            GiveUp(line, place, amount, forLease);
            throw;
        }

        return result == WaitResult.Ordinary ? GiveUp(line, place, amount, forLease) : Leave(line, place, result);
    }

    private WaitResult SleepInLine(WaitLine line, int place, long amount, int bytes, scoped in Patience patience, long start, out Holding ordinary)
    {
        var stalled = false;
        ordinary = default;
        while (line.Queue.IsWaiting(place))
        {
            if (patience.Token.IsCancellationRequested)
                return WaitResult.Canceled;
            var milliseconds = patience.Sleep(Clock.Milliseconds - start);
            if (milliseconds == 0)
                return WaitResult.TimedOut;
            if (!stalled && Clock.Milliseconds - start >= ReserveEvents.StallMilliseconds)
            {
                stalled = true;
                ReserveEvents.Stalled(this, amount, Clock.Milliseconds - start);
            }

            line.Sleep(place, milliseconds);
            if (bytes > 0 && line.Queue.IsWaiting(place) && TryLookForOrdinary(bytes, out ordinary))
                return WaitResult.Ordinary;
        }

        return WaitResult.Granted;
    }

    /// <summary>Leaves the line with what was granted by now, even if that came too late for the caller's patience.</summary>
    private WaitResult Leave(WaitLine line, int place, WaitResult otherwise)
    {
        switch (line.Queue.Leave(ref _charge, place))
        {
            case WaitState.Granted:
                return WaitResult.Granted;
            case WaitState.TooLarge:
                return WaitResult.TooLarge;
            case WaitState.Disconnected:
                return WaitResult.Disconnected;
            default:
                // The turn is passed on: the next may want less.
                line.Serve(ref _charge);
                return otherwise;
        }
    }

    /// <summary>Leaves the line without a charge.</summary>
    private WaitResult GiveUp(WaitLine line, int place, long amount, bool forLease)
    {
        if (Leave(line, place, WaitResult.Ordinary) == WaitResult.Granted)
        {
            if (forLease)
                Settle(amount);
            else
                Uncharge(amount);
        }

        return WaitResult.Ordinary;
    }

    /// <summary>
    /// Unlike the holder of a charge, a waiter does not keep the reserve connected. It counts itself before it reads the zone; a
    /// disconnection clears the zone before it reads the count, so one of the two sees the other.
    /// </summary>
    private bool TryLookForOrdinary(int bytes, out Holding ordinary)
    {
        Interlocked.Increment(ref _lookers);
        try
        {
            MemoryBlock block = default;
            var zone = Zone;
            var found = zone is not null && zone.TryAllocateEntitled(bytes, out block);
            ordinary = found ? new Holding(this, zone!, block) : default;
            return found;
        }
        finally
        {
            Interlocked.Decrement(ref _lookers);
        }
    }

    private WaitResult ChargeWithin(long amount, scoped in Patience patience)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        if (_charge.TryCharge(amount))
            return WaitResult.Granted;
        var result = Await(amount, forLease: false, 0, patience, out _);
        if (result is WaitResult.TimedOut or WaitResult.TooLarge or WaitResult.QueueFull)
            ReserveEvents.ChargeRefused(this, amount);
        return result;
    }

    private void PrepareWaiting() => _line ??= new WaitLine();

    private void ServeWaiters() => _line?.Serve(ref _charge);

    private void RefuseWaiters(WaitState reason)
    {
        _line?.Refuse(ref _charge, reason);
        if (reason != WaitState.Disconnected)
            return;
        Interlocked.MemoryBarrier();
        var wait = new SpinWait();
        while (Volatile.Read(ref _lookers) != 0)
            wait.SpinOnce();
    }

    private void PrimeWaiting()
    {
        // In line though there is room: everything that a wait runs but the sleep, which follows.
        var patience = new Patience(TimeSpan.FromMilliseconds(1), default);
        if (_line is { } line && Await(1, forLease: false, 0, patience, out _) == WaitResult.Granted)
        {
            Uncharge(1);
            _ = TryCharge(Limit + 1, TimeSpan.FromMilliseconds(1));
            line.Sleep(0, 1);
            TellRefusal(0, patience, WaitResult.TimedOut);
        }
    }
}
