// Ordinary memory that is refused by chance, or always: entitled requests within the limits are granted all the same.
using MemallocKit.ReserveOnly;
using MemallocKit.Runtime.Tests.Swap;
using MemallocKit.Slabs;

namespace MemallocKit.Runtime.Tests.Reserves;

// Alone, since it counts managed bytes: the collections that other tests cause take buffers away, which counts as allocated.
[Collection(Allocations.Name)]
public class DenialTests
{
    [Fact]
    public void A_million_entitled_requests_with_ordinary_memory_at_zero_are_all_granted()
    {
        var verdict = Run.Work(operations: 1_000_000, threads: 4, seed: 20);
        Assert.True(verdict.IsGood, verdict.ToString());
    }

    [Theory]
    [InlineData(10)]
    [InlineData(50)]
    [InlineData(90)]
    [InlineData(100)]
    public void Entitled_requests_are_granted_whatever_share_of_ordinary_ones_is_denied(int hundredths)
    {
        using var tree = new ReserveTree(threads: 3);
        tree.Zone.Observer = new Denier(hundredths);
        var verdict = Run.Work(tree, operations: 150_000, threads: 3, seed: hundredths, progress: null);

        // Others get ordinary memory as long as some is granted, and none when none is.
        Assert.True((verdict with { Leaked = 0 }).IsGood, verdict.ToString());
        Assert.Equal(hundredths < 100, verdict.Leaked > 0);
    }

    private sealed class Denier(int hundredths) : ZoneObserver
    {
        private int _requests;

        // Every so many of a hundred, in an order without pattern: 37 and 100 have no common divisor.
        public override bool Admit(long bytes) => (uint)Interlocked.Increment(ref _requests) * 37 % 100 >= hundredths;

        public override void Allocated(nint address, long bytes, object? charged)
        {
        }

        public override void Freed(nint address)
        {
        }
    }
}
