// Instances on their way out, back, and into storage.
using MemallocKit.Reserves;

namespace MemallocKit;

public sealed partial class InstanceReserve<T>
{
    /// <summary>Returns an instance, reset.</summary>
    internal void Return(int place, long turn)
    {
        // Once its turn is over it is this call's alone: neither rented nor free.
        var instance = Turn(place, turn, step: 1);
        try
        {
            if (_reset is not null)
                _reset(instance);
            else if (instance is IResettable resettable)
                resettable.Reset();
        }
        finally
        {
            Enter();
            _pool.Return(place);
            Holders?.Forget(place + 1);
            var last = Counters.EndRent();
            Leave(settled: 1);
            if (last)
                ReserveEvents.EmergencyLeft(this);
        }
    }

    /// <summary>Moves the turn of a rent on: by 2 to make the lease on the stack and its copies void, by 0 to find the instance.</summary>
    /// <exception cref="InvalidOperationException">The turn is over.</exception>
    internal T Turn(int place, long turn, int step)
    {
        Enter();
        var lasts = _pool.TryTurn(place, turn, step, out var instance);
        Leave();
        return lasts ? instance! : throw new InvalidOperationException($"The instance was returned to reserve '{Name}' before.");
    }

    /// <summary>Records of holders go by place, and places outlive a limit that fell.</summary>
    private protected override long MostLeases(long limit) => Math.Max(limit, _pool.Places);

    /// <summary>Instances are stored in the place that they have anyway.</summary>
    private protected override void PrepareStorage(long limit)
    {
    }

    /// <summary>Takes the instance that a granted charge stands for, under the gate, which it leaves.</summary>
    private InstanceLease<T> TakeHeld()
    {
        var place = _pool.Take(out var turn, out var instance);
        Holders?.Note(place + 1, 1, Clock.Milliseconds);
        var first = Counters.BeginRent();
        Leave();
        if (first)
            ReserveEvents.EmergencyEntered(this);
        return new InstanceLease<T>(this, place, turn, instance);
    }
}
