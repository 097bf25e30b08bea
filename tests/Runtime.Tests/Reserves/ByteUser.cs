// Rents bytes under the name of an entitled caller, checks that nobody else writes them, and returns them at will.
using MemallocKit.Reserves;

namespace MemallocKit.Runtime.Tests.Reserves;

internal sealed class ByteUser(ByteReserve reserve) : IDisposable
{
    private readonly List<(Holding Holding, int Size, int Mark)> _held = [];
    private int _marks;

    public int Count => _held.Count;

    public long Charged { get; private set; }

    public bool TryRent(int size)
    {
        if (!reserve.TryRent(size, out var lease, Entitlement.Memalloc))
            return false;
        var mark = ++_marks;
        lease.Span.Fill((byte)mark);
        _held.Add((lease.Detach(), size, mark));
        Charged += Math.Max(size, 64);
        return true;
    }

    public void Return(int index)
    {
        var (holding, size, mark) = _held[index];
        Assert.Equal(size, holding.Block.Length);
        Assert.Equal(-1, holding.Block.Span.IndexOfAnyExcept((byte)mark));
        _held[index] = _held[^1];
        _held.RemoveAt(_held.Count - 1);
        Charged -= Math.Max(size, 64);
        holding.Release();
        Assert.Equal(Charged, reserve.Usage);
    }

    /// <summary>Keeps, of the requests that lie in a block of that many bytes, the shortest.</summary>
    public void KeepShortestOfEvery(int blockBytes)
    {
        var shortest = new Dictionary<nint, int>();
        foreach (var (holding, size, _) in _held)
        {
            var block = holding.Block.Address / blockBytes;
            shortest[block] = Math.Min(size, shortest.GetValueOrDefault(block, int.MaxValue));
        }

        for (var index = _held.Count - 1; index >= 0; index--)
        {
            var block = _held[index].Holding.Block.Address / blockBytes;
            if (_held[index].Size == shortest[block])
                shortest[block] = -1;
            else
                Return(index);
        }
    }

    /// <summary>Asks for one size as often as the limit allows.</summary>
    public void Fill(int size)
    {
        while (Charged + Math.Max(size, 64) <= reserve.Limit)
            Assert.True(TryRent(size), $"{size} bytes refused at {Charged} of {reserve.Limit}.");
    }

    public void Dispose()
    {
        while (_held.Count > 0)
            Return(_held.Count - 1);
    }
}
