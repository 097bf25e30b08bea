// Threads that trade magazines: no slot is with two of them, and none is lost.
using MemallocKit.Pages;
using MemallocKit.Slabs;

namespace MemallocKit.Interleaving.Tests.Slabs;

public sealed unsafe class DepotTests : IDisposable
{
    private const nint Secret = 0x5EC2E7;

    private readonly PagePool _pool = new(16 * 4096, 16 * 4096, PageSource.System);

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void Two_threads_that_trade_full_magazines_for_empty_ones_never_share_a_slot() => Explorer.Bounded(
        () =>
        {
            var trade = new Trade(_pool);
            return new Scenario(trade.AssertAtRest, () => trade.Run(rounds: 2), () => trade.Run(rounds: 2));
        },
        preemptions: 2);

    [Fact]
    public void A_trim_meanwhile_takes_nothing_that_somebody_has() => Explorer.Bounded(
        () =>
        {
            var trade = new Trade(_pool);
            return new Scenario(
                trade.AssertAtRest,
                () => trade.Run(rounds: 1),
                () => trade.Run(rounds: 1),
                () => trade.Depot.Trim(trade.Store));
        },
        preemptions: 2);

    [Fact]
    public void A_slot_that_two_threads_free_is_freed_once() => Explorer.All(() =>
    {
        var trade = new Trade(_pool);
        nint slot;
        Assert.Equal(1, trade.Depot.Take(&slot, 1));
        FreeMark.Clear(slot);
        var (freed, taken) = (0, slot);
        return new Scenario(
            () =>
            {
                Assert.Equal(1, freed);
                trade.AssertAtRest();
            },
            Free,
            Free);

        void Free()
        {
            if (trade.Depot.TryPut(taken))
                Interlocked.Increment(ref freed);
        }
    });

    private sealed class Trade
    {
        private const int SlotBytes = 1024;
        private const int Capacity = 2;

        private readonly PagePool _pool;
        private readonly DepotTotals _totals = new();
        private readonly HashSet<nint> _owned = [];

        public Trade(PagePool pool)
        {
            _pool = pool;
            Store = new MagazineStore(pool, Secret);
            Depot = new Depot(new SlabSlots(pool, PageBin.FirstClass, Secret, SlotBytes, slabPages: 1), _totals, Secret, Capacity);
        }

        public Depot Depot { get; }

        public MagazineStore Store { get; }

        /// <summary>What a thread's cache does when it runs empty and when it runs full, by turns.</summary>
        public void Run(int rounds)
        {
            Magazine* empty = null;
            for (var round = 0; round < rounds; round++)
            {
                var full = Depot.TakeFull(empty);
                if (full == null)
                {
                    full = empty == null ? Store.Take() : empty;
                    full->Count = Depot.Take(Magazine.Slots(full), Capacity);
                }

                Assert.Equal(Capacity, full->Count);
                for (var index = 0; index < Capacity; index++)
                    Assert.True(_owned.Add(Magazine.Slots(full)[index]));
                for (var index = 0; index < Capacity; index++)
                    Assert.True(_owned.Remove(Magazine.Slots(full)[index]));
                empty = Depot.PutFull(full, keep: true);
            }

            if (empty != null)
                Store.Put(empty);
        }

        public void AssertAtRest()
        {
            Depot.Trim(Store);
            Assert.Equal((0L, 0L), (_totals.CachedBytes, _totals.Magazines));
            Assert.Equal((0L, _pool.TotalPages), (Store.Bytes, _pool.FreePages));
        }
    }
}
