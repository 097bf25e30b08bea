// Places for stored leases of ordinary memory, in ordinary memory.
using System.Runtime.CompilerServices;
using MemallocKit.Estimation;

namespace MemallocKit.Reserves;

/// <summary>
/// There may be any number of ordinary leases, so their places come in chunks from the zone that their memory is in, and go back when
/// they are empty. A place is named by its chunk and its number there, never by an address: what a stale handle names is looked up in
/// the directory, which knows that the chunk is gone. Not thread-safe: <see cref="LeasePlaces"/> holds its gate around it, and
/// allocates and frees the chunks without it, since that may wait and throw.
/// </summary>
internal sealed unsafe class OrdinaryPlaces
{
    // With chunks that double after every fourth: more than two million places.
    private const int Chunks = 64;
    private const int ChunksPerSize = 4;
    private const int NumberBits = 16;
    private const int NumberMask = (1 << NumberBits) - 1;

    private readonly Chunk[] _chunks = new Chunk[Chunks];

    private int _inUse;

    /// <summary>How many pages the next chunk should have.</summary>
    public int NextPages => Math.Min(1 << (_inUse / ChunksPerSize), PageArithmetic.MaxRunPages);

    /// <summary>Takes a place; <see cref="StoredPlace.None"/> when there is none in the chunks of the zone.</summary>
    public int TryTake(Zone zone)
    {
        for (var index = 0; index < Chunks; index++)
        {
            ref var chunk = ref _chunks[index];
            if (chunk.Zone != zone || chunk.Free == StoredPlace.None || !chunk.IsAlive)
                continue;
            var number = chunk.Free;
            chunk.Free = Places(index)[number].Next;
            chunk.Used++;
            return ~((index << NumberBits) | number);
        }

        return StoredPlace.None;
    }

    /// <summary>Makes places of pages; false when the directory is full.</summary>
    public bool TryAdd(Zone zone, PageRun run)
    {
        var index = 0;
        while (index < Chunks && _chunks[index].IsAlive)
            index++;
        if (index == Chunks)
            return false;
        var count = run.Pages * (PageArithmetic.PageBytes / sizeof(StoredPlace));
        _inUse += _chunks[index].Zone is null ? 1 : 0;
        _chunks[index] = new Chunk { Zone = zone, Run = run, Places = count };
        var places = Places(index);
        for (var number = 0; number < count; number++)
            places[number] = new StoredPlace { Next = number + 1 < count ? number + 1 : StoredPlace.None };
        return true;
    }

    /// <summary>The place of that name, in use or not; a null reference when its chunk is gone.</summary>
    public ref StoredPlace Find(int name)
    {
        var index = ~name >> NumberBits;
        var number = ~name & NumberMask;
        if (index >= Chunks || number >= _chunks[index].Places || !_chunks[index].IsAlive)
            return ref Unsafe.NullRef<StoredPlace>();
        return ref Places(index)[number];
    }

    /// <summary>The zone that the memory of a place is in.</summary>
    public Zone ZoneOf(int name) => _chunks[~name >> NumberBits].Zone!;

    /// <summary>Gives a place back.</summary>
    /// <returns>The pages of its chunk, to be freed, if that was the last place in use; else an empty run.</returns>
    public PageRun Return(int name)
    {
        ref var chunk = ref _chunks[~name >> NumberBits];
        ref var place = ref Find(name);
        place = new StoredPlace { Next = chunk.Free };
        chunk.Free = ~name & NumberMask;
        if (--chunk.Used > 0)
            return default;
        var run = chunk.Run;
        chunk = default;
        _inUse--;
        return run;
    }

    private StoredPlace* Places(int index) => (StoredPlace*)_chunks[index].Run.Address;

    private struct Chunk
    {
        public Zone? Zone;
        public PageRun Run;
        public int Places;
        public int Used;

        /// <summary>The number of the first free place.</summary>
        public int Free;

        /// <summary>Not so when the zone went, and the places with it.</summary>
        public readonly bool IsAlive => Zone is { IsDisposed: false };
    }
}
