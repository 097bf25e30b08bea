// A heap in the course of a program's life: it fills, turns over, and changes what sizes it holds.
namespace MemallocKit.Benchmarks.Areas;

/// <summary>Sizes are uniform in their logarithm: small ones are many, as in programs. The seed is fixed.</summary>
internal sealed class SimulatedHeap(long liveBytes) : IDisposable
{
    private readonly Zone _zone = new(new ZoneOptions { Name = "footprint", Bytes = 4 * liveBytes });
    private readonly Random _random = new(1);
    private List<MemoryBlock> _live = [];

    /// <summary>What was asked for and is not freed.</summary>
    public long LiveBytes { get; private set; }

    public long BytesInUse => (_zone.TotalPages - _zone.FreePages) * 4096;

    public void Fill(int least, int most)
    {
        while (LiveBytes < liveBytes)
            Add(least, most);
    }

    /// <summary>Replaces so many times as many blocks as there are, at random.</summary>
    public void Replace(int least, int most, int times)
    {
        for (var count = (long)_live.Count * times; count > 0; count--)
        {
            Remove(_random.Next(_live.Count));
            Fill(least, most);
        }
    }

    /// <summary>Frees all that is there in random order, one block at a time, while others take its place.</summary>
    public void Shift(int least, int most)
    {
        var before = _live;
        _live = [];
        while (before.Count > 0)
        {
            var index = _random.Next(before.Count);
            Free(before[index]);
            before[index] = before[^1];
            before.RemoveAt(before.Count - 1);
            Fill(least, most);
        }
    }

    public void Trim() => _zone.Trim();

    public void Dispose()
    {
        foreach (var block in _live)
            _zone.Free(block);
        _zone.Dispose();
    }

    private void Add(int least, int most)
    {
        var bytes = (int)(least * Math.Pow((double)most / least, _random.NextDouble()));
        if (!_zone.TryAllocate(bytes, out var block))
            throw new OutOfMemoryException($"The heap of {liveBytes} live bytes did not fit into a zone of four times as much.");
        _live.Add(block);
        LiveBytes += bytes;
    }

    private void Remove(int index)
    {
        Free(_live[index]);
        _live[index] = _live[^1];
        _live.RemoveAt(_live.Count - 1);
    }

    private void Free(MemoryBlock block)
    {
        _zone.Free(block);
        LiveBytes -= block.Length;
    }
}
