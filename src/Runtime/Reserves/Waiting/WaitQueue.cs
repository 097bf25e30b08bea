// The line of those who wait for a charge: first in, first out.
using MemallocKit.Pages;

namespace MemallocKit.Reserves;

/// <summary>
/// Whoever makes room charges on behalf of the first in line and hands the charge over, so no turn is lost between a wake-up and
/// a second try. The counter's waiting mark is set while the line is not empty, which turns newcomers away.
/// <para>
/// No lost wake-up: a waiter gets in line and sets the mark, then calls <see cref="TryServe"/>; others make room, then look at the mark,
/// and call <see cref="TryServe"/> if it is set. Mark and room are one word, so one of the two finds the other. Whoever leaves
/// without a charge calls <see cref="TryServe"/> too, since the next may want less.
/// </para>
/// <para>
/// Waking is left to the caller, outside the gate: a place that was granted or refused must be woken after. A waiter that had gone by
/// then leaves a stale wake-up to the next user of the place, which looks at its state and waits on.
/// </para>
/// <para>Thread-safe. Lock order: this gate, then the counter's.</para>
/// </summary>
internal sealed class WaitQueue
{
    private readonly WaitPlace[] _places;
    private SpinGate _gate;
    private int _head = WaitPlace.None;
    private int _tail = WaitPlace.None;
    private int _free;

    public WaitQueue(int places)
    {
        _places = new WaitPlace[places];
        for (var place = 0; place < places; place++)
            _places[place].Next = place + 1 < places ? place + 1 : WaitPlace.None;
    }

    /// <summary>
    /// Gets in line, unless the ceiling is below <paramref name="amount"/>: lowering it and <see cref="TryRefuse"/> come in this order, so
    /// nobody stays who can never be served.
    /// </summary>
    /// <returns>The place; <see cref="WaitPlace.None"/> when there is none free or, with that state, when the amount is too large.</returns>
    public int Enter(ref ChargeCounter charge, long amount, bool forLease, int thread, long now, out WaitState state)
    {
        _gate.Enter();
        var place = WaitPlace.None;
        state = WaitState.Free;
        if (amount > charge.Ceiling)
        {
            state = WaitState.TooLarge;
        }
        else if (_free != WaitPlace.None)
        {
            place = _free;
            _free = _places[place].Next;
            state = WaitState.Waiting;
            _places[place] = new WaitPlace
            {
                State = state,
                Next = WaitPlace.None,
                Previous = _tail,
                Amount = amount,
                ForLease = forLease,
                Thread = thread,
                Since = now,
            };
            if (_tail != WaitPlace.None)
                _places[_tail].Next = place;
            else
                _head = place;
            _tail = place;
            if (_head == place)
                charge.SetWaiting(true);
        }

        _gate.Exit();
        return place;
    }

    /// <summary>Charges for the first in line if there is room; returns whom to wake, and is to be called until it is nobody.</summary>
    public int TryServe(ref ChargeCounter charge)
    {
        _gate.Enter();
        var place = _head;
        if (place != WaitPlace.None)
        {
            if (charge.TryChargePastWaiters(_places[place].Amount, _places[place].ForLease))
                TakeOut(ref charge, place, WaitState.Granted);
            else
                place = WaitPlace.None;
        }

        _gate.Exit();
        return place;
    }

    /// <summary>Takes one out of the line who asks for more than the ceiling; returns whom to wake, and is to be called until it is nobody.</summary>
    public int TryRefuse(ref ChargeCounter charge, WaitState reason)
    {
        _gate.Enter();
        var ceiling = charge.Ceiling;
        var place = _head;
        while (place != WaitPlace.None && _places[place].Amount <= ceiling)
            place = _places[place].Next;
        if (place != WaitPlace.None)
            TakeOut(ref charge, place, reason);
        _gate.Exit();
        return place;
    }

    public bool IsWaiting(int place) => _places[place].State == WaitState.Waiting;

    /// <summary>Gives the place up. What it returns is final: <see cref="WaitState.Waiting"/> means left without a charge.</summary>
    public WaitState Leave(ref ChargeCounter charge, int place)
    {
        _gate.Enter();
        var state = _places[place].State;
        if (state == WaitState.Waiting)
            TakeOut(ref charge, place, WaitState.Free);
        _places[place].State = WaitState.Free;
        _places[place].Next = _free;
        _free = place;
        _gate.Exit();
        return state;
    }

    /// <summary>Copies those in line, first come first, as many as fit; returns how many are in line.</summary>
    public int CopyTo(Span<WaitPlace> waiters)
    {
        _gate.Enter();
        var count = 0;
        for (var place = _head; place != WaitPlace.None; place = _places[place].Next)
        {
            if (count < waiters.Length)
                waiters[count] = _places[place];
            count++;
        }

        _gate.Exit();
        return count;
    }

    private void TakeOut(ref ChargeCounter charge, int place, WaitState state)
    {
        ref var left = ref _places[place];
        if (left.Previous != WaitPlace.None)
            _places[left.Previous].Next = left.Next;
        else
            _head = left.Next;
        if (left.Next != WaitPlace.None)
            _places[left.Next].Previous = left.Previous;
        else
            _tail = left.Previous;
        if (_head == WaitPlace.None)
            charge.SetWaiting(false);
        left.State = state;
    }
}
