// An instance of a class on loan.
namespace MemallocKit;

/// <summary>
/// A <typeparamref name="T"/> rented from an <see cref="InstanceReserve{T}"/>. Dispose it once, on any thread. A second
/// <c>Dispose</c> of the same variable does nothing; of a copy, it throws.
/// </summary>
public ref struct InstanceLease<T>
    where T : class
{
    private readonly int _index;
    private readonly long _turn;
    private readonly T? _value;
    private InstanceReserve<T>? _reserve;

    internal InstanceLease(InstanceReserve<T> reserve, int index, long turn, T value)
    {
        _reserve = reserve;
        _index = index;
        _turn = turn;
        _value = value;
    }

    /// <summary>The instance. Not to be used after <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The lease was returned or never rented.</exception>
    public readonly T Value => _reserve is not null
        ? _value!
        : throw new ObjectDisposedException(nameof(InstanceLease<T>));

    /// <summary>
    /// Moves the lease into storage: the value that is returned may be kept in fields and queues, and is to be disposed instead of this and
    /// its copies. Neither fails nor allocates.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The lease was returned or never rented.</exception>
    /// <exception cref="InvalidOperationException">A copy of the lease was returned or stored.</exception>
    public StoredInstance<T> Store()
    {
        var reserve = _reserve ?? throw new ObjectDisposedException(nameof(InstanceLease<T>));
        reserve.Turn(_index, _turn, step: 2);
        _reserve = null;
        return new StoredInstance<T>(reserve, _index, _turn + 2);
    }

    /// <summary>Returns the instance.</summary>
    public void Dispose()
    {
        var reserve = _reserve;
        _reserve = null;
        reserve?.Return(_index, _turn);
    }
}
