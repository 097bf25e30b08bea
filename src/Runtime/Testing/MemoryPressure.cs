// Takes all ordinary memory of a zone, so that tests run on the reserves alone.
using MemallocKit.Estimation;

namespace MemallocKit.Testing;

/// <summary>
/// Holds ordinary memory of a zone until it is disposed; a zone that can grow grows first. Memory that others free meanwhile is ordinary memory
/// again; call <see cref="TakeMore"/> to take that too. What threads that are alive keep in their caches is out of reach: they can go on
/// allocating it until it is used up, so make the zone without <see cref="ZoneOptions.ThreadCaches"/> where that matters, or call
/// <see cref="Zone.Trim"/> on them first. Not thread-safe itself.
/// </summary>
public sealed unsafe class MemoryPressure : IDisposable
{
    private readonly Zone _zone;

    // What is held is chained through the held memory itself: exhausting memory must not allocate any.
    private Link* _head;

    private MemoryPressure(Zone zone) => _zone = zone;

    /// <summary>How many bytes are held.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>Takes all ordinary memory of a zone; the reserves' pages stay untouched.</summary>
    public static MemoryPressure Exhaust(Zone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var pressure = new MemoryPressure(zone);
        pressure.TakeMore();
        return pressure;
    }

    /// <summary>Takes what ordinary memory there is by now: runs, then single pages, then every free slot of every size.</summary>
    public void TakeMore()
    {
        // Neither failed by a fault plan nor a leak.
        using var work = TestObserver.BeginToolWork();
        for (var bytes = PageArithmetic.MaxRunPages * PageArithmetic.PageBytes; bytes > PageArithmetic.PageBytes; bytes /= 2)
            TakeAll(bytes);

        for (var index = SizeClasses.Count - 1; index >= 0; index--)
            TakeAll(SizeClasses.Bytes(index));
    }

    /// <summary>Gives everything back.</summary>
    public void Dispose()
    {
        using var work = TestObserver.BeginToolWork();

        // The chain went with the zone that it lay in.
        if (_zone.IsDisposed)
            _head = null;
        while (_head != null)
        {
            // Read before the memory that holds it goes back.
            var held = *_head;
            var block = new MemoryBlock((nint)_head, held.Length, held.Stamp);
            _head = held.Next;
            _zone.Free(block);
        }

        HeldBytes = 0;
    }

    private void TakeAll(int bytes)
    {
        while (_zone.TryAllocate(bytes, out var block))
        {
            var link = (Link*)block.Address;
            *link = new Link { Next = _head, Length = block.Length, Stamp = block.Stamp };
            _head = link;
            HeldBytes += bytes;
        }
    }

    /// <summary>16 bytes, the smallest slot.</summary>
    private struct Link
    {
        public Link* Next;
        public int Length;
        public uint Stamp;
    }
}
