// One thread's work: rents and returns at random, inside a MEMALLOC context and by the entitlement of single calls.
namespace MemallocKit.ReserveOnly;

internal sealed class Worker
{
    private const int StepsOfContext = 200;
    private const int OneInFor = 97;
    private const int ChargesEach = 32;

    private readonly ReserveNode[] _nodes;
    private readonly Stock[] _stocks;
    private Dice _dice;
    private long _granted;

    public Worker(ReserveTree tree, int number, int seed)
    {
        _nodes = [tree.Root];
        _dice = new Dice((seed * 1000) + number);
        var mark = (long)(number + 1) << 48;
        _stocks =
        [
            new PageStock(tree.Pages, ReserveTree.PagesEach, mark),
            new PageStock(tree.Runs, ReserveTree.RunsEach, mark + (1L << 44)),
            new ByteStock(tree.Bytes, ReserveTree.BytesEach, mark + (2L << 44)),
            new ByteStock(tree.LongBytes, ReserveTree.LongBytesEach, mark + (3L << 44)),
            new ByteStock(tree.Shared, ReserveTree.SharedEach - ChargesEach, mark + (4L << 44)),
            new ChargeStock(tree.Shared, ChargesEach, mark),
            new ObjectStock<ReserveTree.Tag>(tree.Tags, ReserveTree.TagsEach, mark + (5L << 44)),
            new ObjectStock<ReserveTree.Record>(tree.Records, ReserveTree.RecordsEach, mark + (6L << 44)),
            new ObjectStock<ReserveTree.Image>(tree.Images, ReserveTree.ImagesEach, mark + (7L << 44)),
            new InstanceStock(tree.Sessions, ReserveTree.SessionsEach, mark + (8L << 44)),
        ];
    }

    /// <summary>So far. Others may look.</summary>
    public long Granted => Volatile.Read(ref _granted);

    public long Refused { get; private set; }

    public long Leaked { get; private set; }

    public long ManagedBytes { get; private set; }

    public long Overwritten => _stocks.Sum(static stock => stock.Overwritten);

    /// <summary>Works until that many requests were granted, or one was refused.</summary>
    public void Work(long requests)
    {
        // The first rounds run code for the first time. The request of an ordinary caller gives the thread its cache, which notes its
        // Thread: some bytes, and never on an entitled path.
        WorkInContext();
        if (_stocks[0].LeaksToOthers())
            Leaked++;
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (_granted < requests && Refused == 0)
        {
            WorkInContext();
            WorkByCalls();
        }

        ReturnAll();
        ManagedBytes = GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private void WorkInContext()
    {
        using var memalloc = MemallocScope.Enter(_nodes);
        for (var step = 0; step < StepsOfContext; step++)
            Step(Entitlement.Thread);
    }

    private void WorkByCalls()
    {
        for (var step = 0; step < StepsOfContext; step++)
            Step(Entitlement.Memalloc);
    }

    private void Step(Entitlement entitlement)
    {
        var stock = _stocks[_dice.Next(_stocks.Length)];
        if (_dice.Next(OneInFor) == 0 && stock.LeaksToOthers())
            Leaked++;

        // Rather fill than empty, up to the quota.
        var granted = _dice.Next(8) < 5 ? stock.TryRent(ref _dice, entitlement) : null;
        if (granted == true)
            Volatile.Write(ref _granted, _granted + 1);
        else if (granted == false)
            Refused++;
        else if (stock.Count > 0)
            stock.Return(_dice.Next(stock.Count));
    }

    private void ReturnAll()
    {
        foreach (var stock in _stocks)
        {
            while (stock.Count > 0)
                stock.Return(stock.Count - 1);
        }
    }
}
