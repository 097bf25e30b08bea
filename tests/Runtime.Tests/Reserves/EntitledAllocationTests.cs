// No entitled path allocates managed memory: counted, for every unit, inside the limit and at it.
using MemallocKit.Runtime.Tests.Swap;

namespace MemallocKit.Runtime.Tests.Reserves;

[Collection(Allocations.Name)]
public class EntitledAllocationTests
{
    private const int Rounds = 300;

    private static readonly TimeSpan s_millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Pages() => AssertNothing(
        static tree =>
        {
            using var page = Rent(tree.Pages.TryRent(out var lease)) ? lease : default;
            page.Span[0] = 1;
        });

    [Fact]
    public void Runs() => AssertNothing(
        static tree =>
        {
            using var run = Rent(tree.Runs.TryRent(5, out var lease)) ? lease : default;
            run.Span[^1] = 1;
        });

    [Fact]
    public void Bytes_of_every_length() => AssertNothing(
        static tree =>
        {
            for (var bytes = 1; bytes <= 4096; bytes = (bytes * 2) + 1)
            {
                using var memory = Rent(tree.Bytes.TryRent(bytes, out var lease)) ? lease : default;
                memory.Span.Clear();
            }
        });

    [Fact]
    public void Objects() => AssertNothing(
        static tree =>
        {
            using var request = Rent(tree.Objects.TryRent(out var lease)) ? lease : default;
            request.Value.Id = 1;
        });

    [Fact]
    public void Objects_larger_than_a_page() => AssertNothing(
        static tree =>
        {
            using var huge = Rent(tree.Large.TryRent(out var lease)) ? lease : default;
            Assert.True(huge.IsEmergency);
        });

    [Fact]
    public void Instances() => AssertNothing(
        static tree =>
        {
            using var session = Rent(tree.Instances.TryRent(out var lease)) ? lease : default;
            session.Value.Uses++;
        });

    [Fact]
    public void Bytes_charged_to_shares() => AssertNothing(
        static tree =>
        {
            using var memory = Rent(tree.Shared.TryRent(5000 % 4096, out var lease)) ? lease : default;
            memory.Span[0] = 1;
        });

    [Fact]
    public void Charges() => AssertNothing(
        static tree =>
        {
            foreach (var reserve in tree.Charged)
            {
                Rent(reserve.TryCharge(1));
                reserve.Uncharge(1);
            }
        });

    [Fact]
    public void Refusals_at_the_limit() => AssertNothing(
        static tree =>
        {
            foreach (var reserve in tree.Charged)
            {
                Assert.False(reserve.TryCharge(reserve.Limit + 1));
                Assert.False(reserve.TryCharge(long.MaxValue));
            }

            Rent(tree.Pages.TryCharge(8));
            Assert.False(tree.Pages.TryRent(out _));
            Assert.False(tree.Pages.TryRent(1, s_millisecond, out _));
            Assert.False(tree.Pages.TryCharge(1, s_millisecond));
            tree.Pages.Uncharge(8);
        },
        rounds: 3);

    [Fact]
    public void Stored_leases() => AssertNothing(
        static tree =>
        {
            Rent(tree.Pages.TryRent(out var page));
            var stored = page.Store();
            stored.Span[0] = 1;
            stored.Dispose();
            Rent(tree.Objects.TryRent(out var request));
            var kept = request.Store();
            kept.Value.Id = 1;
            kept.Dispose();
            Rent(tree.Instances.TryRent(out var session));
            session.Store().Dispose();
        });

    [Fact]
    public void Transfers() => AssertNothing(
        static tree =>
        {
            Rent(tree.Bytes.TryRent(700, out var memory));
            Rent(memory.TryTransferTo(tree.Shared));
            memory.Dispose();
            Rent(tree.Bytes.TryCharge(100));
            Rent(tree.Bytes.TryTransferTo(tree.Shared, 100));
            tree.Shared.Uncharge(100);
        });

    [Fact]
    public void Contexts_and_holders() => AssertNothing(
        static tree =>
        {
            using var inner = MemallocScope.Enter([tree.Root]);
            tree.Holder.Set();
            Rent(tree.Pages.TryRent(out var page, tree.Holder.Entitlement));
            page.Dispose();
            tree.Holder.Clear();
        });

    /// <summary>A rent has to be granted; says so without a message that is built on the good path.</summary>
    private static bool Rent(bool granted)
    {
        if (!granted)
            throw new InvalidOperationException("Refused within the limit.");
        return granted;
    }

    private static void AssertNothing(Action<TestTree> path, int rounds = Rounds)
    {
        using var tree = new TestTree().Connect();
        MemallocScope.Prime([tree.Root]);
        tree.Exhaust();
        using (MemallocScope.Enter([tree.Root]))
        {
            // The test's own first calls.
            path(tree);
            Assert.Equal(0, Allocations.Count(() => Repeat(path, tree, rounds)));
        }

        Assert.All(tree.Reserves, static reserve => Assert.Equal(0, reserve.Usage));

        static void Repeat(Action<TestTree> path, TestTree tree, int rounds)
        {
            for (var round = 0; round < rounds; round++)
                path(tree);
        }
    }
}
