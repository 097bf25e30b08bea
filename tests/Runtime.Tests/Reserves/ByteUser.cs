// Rents bytes under the name of an entitled caller, checks that nobody else writes them, and returns them at will.
using MemallocKit.Reserves;

namespace MemallocKit.Runtime.Tests.Reserves;

internal sealed class ByteUser(ByteReserve reserve) : IDisposable
{
    private readonly List<(Holding Holding, int Size, int Mark)> _held = [];
    private int _marks;

    public int Count => _held.Count;

    public long Charged => _held.Sum(static item => (long)Math.Max(item.Size, 64));

    public bool TryRent(int size)
    {
        if (!reserve.TryRent(size, out var lease, Entitlement.Memalloc))
            return false;
        var mark = ++_marks;
        lease.Span.Fill((byte)mark);
        _held.Add((lease.Detach(), size, mark));
        return true;
    }

    public void Return(int index)
    {
        var (holding, size, mark) = _held[index];
        Assert.Equal(size, holding.Block.Length);
        Assert.Equal(-1, holding.Block.Span.IndexOfAnyExcept((byte)mark));
        _held.RemoveAt(index);
        holding.Release();
        Assert.Equal(Charged, reserve.Usage);
    }

    /// <summary>Of the requests of one size, leaves one in each page they lie in.</summary>
    public void KeepOneOfEveryPage(int size)
    {
        var pages = new HashSet<nint>();
        for (var index = _held.Count - 1; index >= 0; index--)
        {
            if (_held[index].Size == size && !pages.Add(_held[index].Holding.Block.Address / 4096))
                Return(index);
        }
    }

    public void Dispose()
    {
        while (_held.Count > 0)
            Return(_held.Count - 1);
    }
}
