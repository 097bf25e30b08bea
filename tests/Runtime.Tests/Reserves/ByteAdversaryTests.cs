// Requests in the worst order: within the limit none fails, and the pages in use stay within the estimate.
using CsCheck;

namespace MemallocKit.Runtime.Tests.Reserves;

public class ByteAdversaryTests
{
    [Theory]
    [InlineData(20_000, 4096)]
    [InlineData(262_144, 4096)]
    [InlineData(262_144, 1000)]
    [InlineData(262_144, 64)]
    [InlineData(1_000_000, 65_536)]
    [InlineData(5_000_000, 2 << 20)]
    public void Keeping_one_request_of_every_block_that_the_next_class_could_use_never_fails(long limit, int largest)
    {
        using var rig = new ByteRig(limit, largest);
        long most = 0;
        foreach (var size in LeastSizes(largest))
        {
            if (size > limit)
                break;

            // Robson's adversary: what is left makes every block of the next class unusable, at the least charge.
            rig.User.KeepShortestOfEvery((int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)size));
            rig.User.Fill(size);
            most = Math.Max(most, rig.PagesUsed);
        }

        var estimate = rig.Reserve.Pages - rig.RunPages;
        TestContext.Current.TestOutputHelper?.WriteLine($"{limit} bytes up to {largest}: {most} of {estimate} single pages, {rig.RunPages} in runs.");
        Assert.InRange(most, 1, estimate);

        // The bound is next to tight: were the estimate much lower, this adversary would break it.
        if (limit == 262_144)
            Assert.True(most > 0.9 * estimate);
    }

    [Fact]
    public void Keeping_one_request_of_every_page_never_fails_in_any_order_of_four_classes()
    {
        int[] sizes = [64, 257, 1025, 2049];
        foreach (var order in Orders(sizes))
        {
            using var rig = new ByteRig(65_536, 4096);
            foreach (var size in order)
            {
                rig.User.Fill(size);
                Assert.True(rig.PagesUsed <= rig.Reserve.Pages);
                rig.User.KeepShortestOfEvery(4096);
            }
        }
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(500)]
    [InlineData(20_000)]
    public void Random_requests_and_returns_never_fail(int largest) =>
        Gen.Select(Gen.Select(Gen.Int[1, largest], Gen.Int[0, 1 << 20]).Array[1, 400], Gen.Int[1, 100]).Sample(
            (steps, freeInHundred) =>
            {
                using var rig = new ByteRig(40_000, largest);
                foreach (var (size, dice) in steps)
                {
                    if (dice % 100 < freeInHundred && rig.User.Count > 0)
                        rig.User.Return(dice % rig.User.Count);
                    else if (rig.User.Charged + Math.Max(size, 64) <= 40_000)
                        Assert.True(rig.User.TryRent(size));
                    Assert.True(rig.PagesUsed <= rig.Reserve.Pages);
                }
            },
            iter: 60);

    [Fact]
    public void Random_phases_that_fill_and_thin_out_never_fail() =>
        Gen.Select(Gen.Int[1, 4096], Gen.Int[6, 12], Gen.Int[0, 3]).Array[1, 24].Sample(
            phases =>
            {
                // Closer to the adversary than single steps come by chance: whole fillings, and returns by block.
                using var rig = new ByteRig(65_536, 4096);
                foreach (var (size, block, less) in phases)
                {
                    rig.User.Fill(less == 0 ? size : Math.Max(64, (1 << (block - 1)) + 1));
                    Assert.True(rig.PagesUsed <= rig.Reserve.Pages);
                    rig.User.KeepShortestOfEvery(1 << Math.Min(12, block + less));
                }
            },
            iter: 200);

    [Fact]
    public void A_limit_lowered_while_requests_lie_scattered_still_serves_all_of_it()
    {
        using var rig = new ByteRig(262_144, 4096);
        rig.User.Fill(64);
        rig.User.KeepShortestOfEvery(4096);
        Assert.Equal(64, rig.PagesUsed);

        // 64 pages are in use for 4 KiB. For 16 KiB the estimate is 31 pages, but 12 KiB in requests of a page are still to come.
        Assert.True(rig.Reserve.TryResize(16_384));
        rig.User.Fill(2049);
        Assert.True(rig.PagesUsed > rig.Reserve.Pages);
    }

    [Fact]
    public void A_search_for_the_order_that_needs_the_most_pages_never_passes_the_estimate()
    {
        var random = new Random(1);
        var best = new (int Size, int KeptOf)[7];
        Array.Fill(best, (64, 64));
        var most = PagesNeeded(best);
        for (var round = 0; round < 400; round++)
        {
            var candidate = ((int Size, int KeptOf)[])best.Clone();
            for (var change = random.Next(1, 3); change > 0; change--)
            {
                // By chance, or what the adversary above would do next.
                var size = (32 << random.Next(1, 7)) + 1;
                candidate[random.Next(candidate.Length)] = random.Next(2) == 0
                    ? (size, 2 * (size - 1))
                    : (random.Next(64, 2 * size), 64 << random.Next(7));
            }

            if (PagesNeeded(candidate) is var pages && pages >= most)
                (best, most) = (candidate, pages);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"The search came to {most} pages: {string.Join(", ", best)}.");
        Assert.True(most > 40);

        // 32 KiB: the estimate is 59 pages.
        static long PagesNeeded((int Size, int KeptOf)[] phases)
        {
            using var rig = new ByteRig(32_768, 4096);
            long most = 0;
            foreach (var (size, keptOf) in phases)
            {
                rig.User.KeepShortestOfEvery(keptOf);
                rig.User.Fill(size);
                most = Math.Max(most, rig.PagesUsed);
            }

            Assert.InRange(most, 8, rig.Reserve.Pages);
            return most;
        }
    }

    /// <summary>The least that is charged in each class, from the smallest on.</summary>
    private static IEnumerable<int> LeastSizes(int largest)
    {
        yield return 64;
        for (var size = 65; size <= largest; size = ((size - 1) * 2) + 1)
            yield return size;
    }

    private static IEnumerable<int[]> Orders(int[] sizes) => sizes.Length == 1
        ? [sizes]
        : sizes.SelectMany(first => Orders([.. sizes.Where(size => size != first)]).Select(rest => (int[])[first, .. rest]));
}
