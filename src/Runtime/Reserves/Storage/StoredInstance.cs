// An instance of a class on loan, to be kept in fields and queues.
namespace MemallocKit;

/// <summary>
/// An <see cref="InstanceLease{T}"/> in storage: a plain value that may be kept in fields and queues, on the heap and across <c>await</c>. Dispose
/// it once, on any thread. A use after the return and a second return are caught for good: see <see cref="StoredLease"/>.
/// </summary>
public readonly struct StoredInstance<T> : IDisposable
    where T : class
{
    private readonly InstanceReserve<T>? _reserve;
    private readonly int _place;
    private readonly long _turn;

    internal StoredInstance(InstanceReserve<T> reserve, int place, long turn)
    {
        _reserve = reserve;
        _place = place;
        _turn = turn;
    }

    /// <summary>The instance. Not to be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="InvalidOperationException">It was returned, or this is the default value.</exception>
    public T Value => Reserve.Turn(_place, _turn, step: 0);

    private InstanceReserve<T> Reserve =>
        _reserve ?? throw new InvalidOperationException("The stored instance is the default value: nothing was stored in it.");

    /// <summary>Returns the instance.</summary>
    /// <exception cref="InvalidOperationException">It was returned before, or this is the default value. Nothing was changed.</exception>
    public void Dispose() => Reserve.Return(_place, _turn);
}
