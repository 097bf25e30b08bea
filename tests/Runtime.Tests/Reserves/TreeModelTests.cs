// Random rents, returns and resizes of a tree under exhaustion, against a model of nothing but sums.
using CsCheck;
using MemallocKit.Reserves;
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Reserves;

public class TreeModelTests
{
    [Fact]
    public void Within_its_limit_every_request_succeeds_and_beyond_it_none_whatever_was_resized_before() =>
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, 3], Gen.Int[1, 4096]).Array[1, 300].Sample(steps =>
        {
            using var zone = Zones.OfPages(2048);
            var root = new ReserveGroup("root");
            Reserve[] reserves =
            [
                new PageReserve("pages", root, 8),
                new PageReserve("runs", root, 32, runPages: 4),
                new ByteReserve("bytes", root, 12_000),
                new ObjectReserve<TestTree.Request>("objects", root, 40),
            ];
            var connection = root.Connect(zone);
            var pressure = MemoryPressure.Exhaust(zone);
            var held = Array.ConvertAll(reserves, static _ => new List<(Holding Holding, long Charge)>());
            foreach (var (dice, which, size) in steps)
            {
                var (reserve, leases) = (reserves[which], held[which]);
                if (dice < 50)
                    Rent(reserve, leases, size);
                else if (dice < 85 && leases.Count > 0)
                    Return(leases, size % leases.Count);
                else
                    Resize(reserve, Usage(leases), size);

                Assert.All(reserves.Zip(held), static pair => Assert.Equal(Usage(pair.Second), pair.First.Usage));
                Assert.Equal(reserves.Sum(static one => one.Pages), root.Pages);
                Assert.Equal(reserves.Sum(static one => one.Limit), root.Limit);

                // A byte reserve that was lowered while in use keeps its pages until it is empty.
                var kept = zone.WatermarkPages + reserves[1].Limit - root.Pages;
                Assert.True(kept == 0 || (kept > 0 && reserves[2].Usage > 0));

                // What a shrink gave back is ordinary memory: the next step shall find none again.
                pressure.TakeMore();
            }

            foreach (var leases in held)
            {
                while (leases.Count > 0)
                    Return(leases, 0);
            }

            pressure.Dispose();
            connection.Dispose();
            Assert.Equal((2048L, 0L), (zone.FreePages, zone.WatermarkPages));
        });

    private static long Usage(List<(Holding Holding, long Charge)> leases) => leases.Sum(static lease => lease.Charge);

    private static void Rent(Reserve reserve, List<(Holding Holding, long Charge)> leases, int size)
    {
        var (charge, holding) = reserve switch
        {
            PageReserve pages => ((long)pages.RunPages, pages.TryRent(out var lease, Entitlement.Memalloc) ? lease.Detach() : default),
            ByteReserve bytes => (Math.Max(size, 64), bytes.TryRent(size, out var lease, Entitlement.Memalloc) ? lease.Detach() : default),
            ObjectReserve<TestTree.Request> objects => (1, objects.TryRent(out var lease, Entitlement.Memalloc) ? lease.Detach() : default),
            _ => throw new InvalidOperationException(reserve.Name),
        };
        Assert.Equal(Usage(leases) + charge <= reserve.Limit, !holding.IsEmpty);
        if (!holding.IsEmpty)
            leases.Add((holding, charge));
    }

    private static void Return(List<(Holding Holding, long Charge)> leases, int index)
    {
        leases[index].Holding.Release();
        leases.RemoveAt(index);
    }

    private static void Resize(Reserve reserve, long usage, int size)
    {
        // Often down to just what is charged, where fragmentation leaves more pages in use than the estimate has.
        var limit = size % 2 == 0 ? usage : size % (2 * reserve.Limit + 2);
        limit -= reserve is PageReserve { RunPages: var run } ? limit % run : 0;
        var before = reserve.Limit;
        var resized = reserve.TryResize(limit);
        Assert.True(!resized || limit >= usage);
        Assert.True(resized || limit > before || limit < usage);
        Assert.Equal(resized ? limit : before, reserve.Limit);
    }
}
