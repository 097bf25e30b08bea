// Lets several test tools watch one zone.
using MemallocKit.Slabs;

namespace MemallocKit.Testing;

/// <summary>Two observers as one; longer chains nest. All are asked and told, whatever the first of them answers.</summary>
internal sealed class ObserverChain : ZoneObserver
{
    private static readonly Lock s_installing = new();

    private readonly ZoneObserver _inner;
    private readonly ZoneObserver _last;

    private ObserverChain(ZoneObserver inner, ZoneObserver last)
    {
        _inner = inner;
        _last = last;
    }

    public static void Add(Zone zone, ZoneObserver observer)
    {
        lock (s_installing)
            zone.Observer = zone.Observer is { } inner ? new ObserverChain(inner, observer) : observer;
    }

    /// <summary>Removes an observer wherever it is in the chain; does nothing when it is not there.</summary>
    public static void Remove(Zone zone, ZoneObserver observer)
    {
        // What a zone's end takes away with it need not be removed.
        lock (s_installing)
        {
            if (!zone.IsDisposed)
                zone.Observer = Without(zone.Observer, observer);
        }
    }

    public override bool Admit(long bytes) => _inner.Admit(bytes) & _last.Admit(bytes);

    public override void Allocated(nint address, long bytes, object? charged)
    {
        _inner.Allocated(address, bytes, charged);
        _last.Allocated(address, bytes, charged);
    }

    public override void Freed(nint address)
    {
        _inner.Freed(address);
        _last.Freed(address);
    }

    private static ZoneObserver? Without(ZoneObserver? chain, ZoneObserver observer)
    {
        if (ReferenceEquals(chain, observer))
            return null;
        if (chain is not ObserverChain pair)
            return chain;
        if (ReferenceEquals(pair._last, observer))
            return pair._inner;
        return Without(pair._inner, observer) is { } inner ? new ObserverChain(inner, pair._last) : pair._last;
    }
}
