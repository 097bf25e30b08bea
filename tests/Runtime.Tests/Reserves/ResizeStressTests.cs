// Limits that move while entitled threads use them: never below what is charged, never a refusal within what stays.
using MemallocKit.Slabs;

namespace MemallocKit.Runtime.Tests.Reserves;

public class ResizeStressTests
{
    private const int Renters = 3;

    /// <summary>Each renter holds at most two; the limit never falls below that.</summary>
    private const int Least = 2 * Renters;

    [Fact]
    public void Limits_that_shrink_and_grow_under_renters_refuse_none_of_them_and_leave_exact_books()
    {
        using var zone = Zones.OfPages(4096);
        var root = new ReserveGroup("root");
        var pages = new PageReserve("pages", root, Least);
        var runs = new PageReserve("runs", root, Least * 4, runPages: 4);
        var items = new ObjectReserve<TestTree.Request>("items", root, Least);
        var sessions = new InstanceReserve<TestTree.Session>("sessions", root, Least, static () => new TestTree.Session());
        var connection = root.Connect(zone);
        zone.Observer = new NoOrdinaryMemory();
        var stop = false;
        var rounds = 0;
        var renters = new Thread[Renters];
        var failures = new string?[Renters];
        for (var index = 0; index < Renters; index++)
        {
            var me = index;
            renters[me] = new Thread(() =>
            {
                using var memalloc = MemallocScope.Enter([root]);
                while (!Volatile.Read(ref stop) && failures[me] is null)
                {
                    failures[me] = RentTwoOfEach(pages, runs, items, sessions);
                    Interlocked.Increment(ref rounds);
                }
            });
            renters[me].Start();
        }

        var random = new Random(7);
        while (Volatile.Read(ref rounds) < 20_000 && failures.All(static failure => failure is null))
        {
            Resize(pages, Least + random.Next(40));
            Resize(runs, (Least + random.Next(20)) * 4);
            Resize(items, Least + random.Next(200));
            Resize(sessions, Least + random.Next(10));

            // Below what others hold at times: refused then, and never half done.
            Resize(items, random.Next(Least));
            Resize(items, Least);
        }

        Volatile.Write(ref stop, true);
        foreach (var renter in renters)
            renter.Join();
        Assert.All(failures, Assert.Null);
        Assert.Equal(pages.Limit + items.Pages, zone.WatermarkPages);
        Assert.Equal(pages.Pages + runs.Pages + items.Pages, root.Pages);
        zone.Observer = null;
        connection.Dispose();
        Assert.Equal((4096L, 0L), (zone.FreePages, zone.WatermarkPages));
    }

    [Fact]
    public void A_limit_never_falls_below_what_is_charged_whoever_is_first()
    {
        using var zone = Zones.OfPages(256);
        var root = new ReserveGroup("root");
        var pages = new PageReserve("pages", root, 100);
        using var connection = root.Connect(zone);
        var stop = false;
        var chargers = new Thread[2];
        for (var index = 0; index < chargers.Length; index++)
        {
            var amount = 3 + (7 * index);
            chargers[index] = new Thread(() =>
            {
                while (!Volatile.Read(ref stop))
                {
                    if (pages.TryCharge(amount))
                        pages.Uncharge(amount);
                }
            });
            chargers[index].Start();
        }

        var (shrunk, refused) = (0, 0);
        while (shrunk < 500 || refused < 500)
        {
            var held = pages.TryCharge(5);
            if (pages.TryResize(9))
            {
                shrunk++;
                Assert.InRange(pages.Usage, held ? 5 : 0, 9);
                Assert.False(pages.TryCharge(10));
            }
            else
            {
                refused++;
            }

            Assert.Equal(pages.Limit, zone.WatermarkPages);
            Assert.True(pages.TryResize(100));
            if (held)
                pages.Uncharge(5);
        }

        Volatile.Write(ref stop, true);
        foreach (var charger in chargers)
            charger.Join();
        Assert.Equal((0L, 100L), (pages.Usage, zone.WatermarkPages));
    }

    private static void Resize(Reserve reserve, long limit)
    {
        var before = reserve.Limit;
        var resized = reserve.TryResize(limit);
        Assert.Equal(resized ? limit : before, reserve.Limit);
        Assert.True(resized || limit < before, $"{reserve.Name}: {before} to {limit}");
    }

    /// <returns>What was refused.</returns>
    private static string? RentTwoOfEach(
        PageReserve pages, PageReserve runs, ObjectReserve<TestTree.Request> items, InstanceReserve<TestTree.Session> sessions)
    {
        // Within the limit whatever it is just now, since it is not lowered below what all renters hold together; items are,
        // so there a refusal is right.
        if (!pages.TryRent(out var page) || !page.IsEmergency || !pages.TryRent(out var other))
            return "pages";
        if (!runs.TryRent(out var run) || !run.IsEmergency)
            return "runs";
        if (!sessions.TryRent(out var session) || !sessions.TryRent(out var second))
            return "sessions";
        if (items.TryRent(out var item))
            item.Value.Id = 1;
        page.Span.Fill(1);
        run.Span[^1] = 2;
        session.Value.Uses++;
        item.Dispose();
        second.Dispose();
        session.Dispose();
        run.Dispose();
        other.Dispose();
        page.Dispose();
        return null;
    }

    /// <summary>Leaves the zone's pages to reserves that grow.</summary>
    private sealed class NoOrdinaryMemory : ZoneObserver
    {
        public override bool Admit(long bytes) => false;

        public override void Allocated(nint address, long bytes, object? charged)
        {
        }

        public override void Freed(nint address)
        {
        }
    }
}
