// The instances behind a connected reserve of a class.
using System.Diagnostics.CodeAnalysis;

namespace MemallocKit.Reserves;

/// <summary>
/// Instances are named by their place, and a place keeps its instance while it is rented. A place's turn is odd while its instance
/// is rented and differs for every rent and store, which tells a stale lease from the one that counts, for good.
/// </summary>
internal sealed class InstancePool<T>(string reserve, Func<T> create) : Backing
    where T : class
{
    private T?[] _instances = [];
    private long[] _turns = [];

    // The first _freeCount entries number the places of the free instances.
    private int[] _free = [];
    private int _freeCount;

    // Built, but not in use yet, with arrays that they fit in.
    private T[] _fresh = [];
    private (T?[] Instances, long[] Turns, int[] Free) _larger;

    public int Places => _instances.Length;

    public override bool TryGrow(long pages, long fromLimit, long toLimit)
    {
        // Everything that allocates or runs user code comes before the gate.
        var fresh = new T[toLimit - fromLimit];
        for (var index = 0; index < fresh.Length; index++)
            fresh[index] = create() ?? throw new InvalidOperationException($"The factory of reserve '{reserve}' returned null.");
        var places = (int)Math.Max(_instances.Length, toLimit);
        _larger = (new T?[places], new long[places], new int[places]);
        _fresh = fresh;
        return true;
    }

    public override void Admit()
    {
        _instances.CopyTo(_larger.Instances, 0);
        _turns.CopyTo(_larger.Turns, 0);
        _free.AsSpan(0, _freeCount).CopyTo(_larger.Free);
        (_instances, _turns, _free) = _larger;
        var place = 0;
        foreach (var instance in _fresh)
        {
            while (_instances[place] is not null)
                place++;
            _instances[place] = instance;
            _free[_freeCount++] = place;
        }

        _fresh = [];
        _larger = default;
    }

    /// <summary>Rented instances keep their places, since their leases name them; it is free ones that go.</summary>
    public override void Retire(long pages, long fromLimit, long toLimit)
    {
        for (var count = fromLimit; count > toLimit; count--)
            _instances[_free[--_freeCount]] = null;
    }

    public override void Undo()
    {
        _fresh = [];
        _larger = default;
    }

    public override void GiveBack()
    {
    }

    /// <summary>Takes a free instance. As many charges are granted as there are instances, and one was. Under the reserve's gate.</summary>
    public int Take(out long turn, out T instance)
    {
        var place = _free[--_freeCount];
        turn = ++_turns[place];
        instance = _instances[place]!;
        return place;
    }

    /// <summary>
    /// Finds the instance of a turn and moves the turn on: by 1 the rent is over, by 2 the lease is another, by 0 nothing changes. False, with
    /// nothing changed, when the turn is over. Under the reserve's gate.
    /// </summary>
    public bool TryTurn(int place, long turn, int step, [NotNullWhen(true)] out T? instance)
    {
        instance = _instances[place];
        if (_turns[place] != turn)
            return false;
        _turns[place] += step;
        return instance is not null;
    }

    /// <summary>Makes an instance whose rent is over free. Under the reserve's gate.</summary>
    public void Return(int place) => _free[_freeCount++] = place;
}
