// The places of a reserve's stored leases.
using System.Runtime.CompilerServices;
using MemallocKit.Pages;

namespace MemallocKit.Reserves;

/// <summary>
/// Places are kept for leases that are charged, made before the limit rises. Where there is one for every charge that the limit allows,
/// whoever holds a charge finds one, since a place is given back before its charge: so storing emergency memory neither fails nor
/// allocates. Ordinary memory is not charged and not bounded; its places come from <see cref="OrdinaryPlaces"/>. Thread-safe.
/// <para>Lives as long as the reserve, since handles name it, and the stamps of one connection must not come again in the next.</para>
/// </summary>
internal sealed class LeasePlaces
{
    private readonly OrdinaryPlaces _ordinary = new();
    private Segments<StoredPlace> _kept = new();
    private SpinGate _gate;
    private int _made;
    private int _free = StoredPlace.None;
    private long _lastStamp;

    /// <summary>Keeps places for that many charges. Allocates; one caller at a time.</summary>
    public void Grow(long charges)
    {
        _kept.Grow(charges);
        _gate.Enter();
        for (; _made < charges; _made++)
        {
            _kept[_made].Next = _free;
            _free = _made;
        }

        _gate.Exit();
    }

    /// <summary>Stores what the caller holds a charge for; <see cref="StoredPlace.None"/> when fewer places are kept than charges are allowed.</summary>
    public int TryPutKept(in StoredPlace content, out long stamp)
    {
        stamp = 0;
        _gate.Enter();
        var name = _free;
        if (name != StoredPlace.None)
        {
            ref var place = ref _kept[name];
            _free = place.Next;
            place = content;
            place.Stamp = stamp = ++_lastStamp;
        }

        _gate.Exit();
        return name;
    }

    /// <summary>Stores something in ordinary memory; <see cref="StoredPlace.None"/> when there is no more of it for the place.</summary>
    /// <param name="zone">Where the place is to be.</param>
    /// <param name="content">What is stored.</param>
    /// <param name="isEntitled">By this call: then the zone does not grow.</param>
    /// <param name="stamp">The stamp it got.</param>
    public int TryPutOrdinary(Zone zone, in StoredPlace content, bool isEntitled, out long stamp)
    {
        PageRun run = default;
        var name = TryPutInChunk(zone, content, ref run, out stamp, out var pages);
        if (name != StoredPlace.None)
            return name;

        // A short run is better than none.
        while (!(isEntitled ? zone.TryAllocatePagesEntitled(pages, out run) : zone.TryAllocatePages(pages, out run)))
        {
            pages /= 2;
            if (pages == 0)
                return StoredPlace.None;
        }

        name = TryPutInChunk(zone, content, ref run, out stamp, out _);
        if (run.Pages > 0)
            zone.Free(run);
        return name;
    }

    /// <summary>Looks a lease up; false when it was returned.</summary>
    public bool TryRead(int name, long stamp, out StoredPlace content)
    {
        _gate.Enter();
        var found = TryFind(name, stamp, out content);
        _gate.Exit();
        return found;
    }

    /// <summary>Takes a lease out of its place, so that it can be returned once; false when that was done before.</summary>
    /// <param name="name">Its place.</param>
    /// <param name="stamp">The stamp it got there.</param>
    /// <param name="content">What was stored.</param>
    /// <param name="zone">The zone that the place was in, if it was not one of those kept.</param>
    public bool TryTake(int name, long stamp, out StoredPlace content, out Zone? zone)
    {
        zone = null;
        PageRun emptied = default;
        _gate.Enter();
        var found = TryFind(name, stamp, out content);
        if (found && name < 0)
        {
            zone = _ordinary.ZoneOf(name);
            emptied = _ordinary.Return(name);
        }
        else if (found)
        {
            _kept[name] = new StoredPlace { Next = _free };
            _free = name;
        }

        _gate.Exit();
        if (emptied.Pages > 0)
            zone!.Free(emptied);
        return found;
    }

    /// <summary>
    /// Takes a place in a chunk, or in a new one of <paramref name="run"/>, which is then kept. In one step: a chunk that is never used is never emptied,
    /// and only then do its pages go back.
    /// </summary>
    private int TryPutInChunk(Zone zone, in StoredPlace content, ref PageRun run, out long stamp, out int pages)
    {
        stamp = 0;
        _gate.Enter();
        pages = _ordinary.NextPages;
        var name = _ordinary.TryTake(zone);
        if (name == StoredPlace.None && run.Pages > 0 && _ordinary.TryAdd(zone, run))
        {
            run = default;
            name = _ordinary.TryTake(zone);
        }

        if (name != StoredPlace.None)
        {
            stamp = ++_lastStamp;
            ref var place = ref _ordinary.Find(name);
            place = content;
            place.Stamp = stamp;
        }

        _gate.Exit();
        return name;
    }

    private bool TryFind(int name, long stamp, out StoredPlace content)
    {
        content = default;
        if (name >= 0 && name >= _made)
            return false;
        ref var place = ref name < 0 ? ref _ordinary.Find(name) : ref _kept[name];
        if (Unsafe.IsNullRef(ref place) || stamp == 0 || place.Stamp != stamp)
            return false;
        content = place;
        return true;
    }
}
