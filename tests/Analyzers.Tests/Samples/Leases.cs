// Contexts, charges and leases in every shape that the flow rules follow: to be mutated, not to be clean.
using System;
using System.Threading;
using System.Threading.Tasks;
using MemallocKit;

[ReserveTree]
static class Tree
{
    [ReserveNode(Pages = 4)] public static PageReserve Pages => null;
    [ReserveNode] public static class Inner { [ReserveNode(Bytes = 64)] public static ByteReserve Lines => null; }
}

[MemallocContext(typeof(Tree.Inner))]
readonly ref struct Work
{
    public static Work Enter() => default;
    public static PrimeReport Prime() => null;
    public ByteReserve Lines => Tree.Inner.Lines;
    public void Dispose() { }
}

class Leases
{
    private readonly object _gate = new();
    private readonly StoredLease[] _kept = new StoredLease[4];
    private Task<int> _task;

    bool Paths(ByteReserve bytes, bool full)
    {
        using var memalloc = Work.Enter();
        if (!bytes.TryRent(8, out var a)) { return false; }
        if (full) { throw new InvalidOperationException(); }
        try { a.Span.Clear(); Named(in memalloc); }
        catch (InvalidOperationException) when (full) { return false; }
        finally { a.Dispose(); }
        var rented = memalloc.Lines.TryRent(8, out var b) && !full;
        if (rented) { using (b) { b.Span.Clear(); } }
        return bytes.TryRent(8, out a) ? Take(ref a) : full;
    }

    void Loops(in Work memalloc, int n)
    {
        for (var i = 0; i < n; i++)
        {
            if (!Tree.Pages.TryRent(out var page)) { break; }
            _kept[i] = page.Store();
        }
        while (memalloc.Lines.TryRent(4, out var line)) { line.Dispose(); if (n-- == 0) { continue; } }
        for (var i = 0; i < 3; i++) { Tree.Inner.Lines.TryCharge(32); }
        do { using var held = memalloc.Lines.Rent(4, TimeSpan.FromSeconds(1)); held.Span[0] = 1; } while (--n > 0);
    }

    [Memalloc(typeof(Work))] int Waits(ByteReserve bytes)
    {
        lock (_gate) { using var line = bytes.Rent(8, Timeout.InfiniteTimeSpan); }
        Thread.Sleep(5);
        Action later = () => { if (bytes.TryRent(8, out var inner)) { if (_task.IsCompleted) { return; } inner.Dispose(); } };
        later();
        Local(bytes);
        return _task.Result;

        static void Local(ByteReserve bytes)
        {
            switch (bytes.Limit)
            {
                case 1: bytes.TryRent(1, out _); break;
                case > 2 when bytes.TryRent(2, out var two): two.Dispose(); goto case 1;
                default: _ = bytes.Rent(3, TimeSpan.Zero); return;
            }
        }
    }

    [Memalloc] void Again(PageReserve pages)
    {
        if (pages.TryRent(out var a)) { a.Dispose(); }
        if (pages.TryRent(2, out var b)) { b.TryTransferTo(Tree.Pages); b = default; }
        Work.Enter();
        Waits(null);
        var writer = new ReserveBufferWriter(Tree.Inner.Lines, 2);
    }

    [Memalloc(typeof(Work))] static void Named(in Work memalloc) => Tree.Pages.TryCharge(1);
    static bool Take(ref ByteLease lease) { lease.Dispose(); return true; }
}
