// Random use of a zone against a model: what is allocated is apart from everything else, and comes back.
using CsCheck;
using MemallocKit.Pages;

namespace MemallocKit.Runtime.Tests.Slabs;

public unsafe class OrdinaryMemoryModelTests
{
    private static readonly Gen<int> s_bytes = Gen.OneOf(
        Gen.Int[1, 300],
        Gen.Int[300, 5000],
        Gen.Int[4000, 40_000],
        Gen.Int[40_000, 2 << 20]);

    private static readonly Gen<(Operation Kind, int Bytes, int Which)[]> s_steps =
        Gen.Select(Gen.Enum<Operation>(), s_bytes, Gen.Int[0, 10_000]).Array[0, 600];

    private enum Operation
    {
        Block,
        Raw,
        OtherRaw,
        Pages,
        Free,
        FreeOther,
        FreeThird,
        Trim,
    }

    [Fact]
    public void Random_use_with_caches_never_overlaps_and_gives_everything_back() => s_steps.Sample(
        steps => Run(Zones.WithCaches(1024), watermark: 0, steps), iter: 150);

    [Fact]
    public void Random_use_without_caches_never_overlaps_and_gives_everything_back() => s_steps.Sample(
        steps => Run(Zones.OfPages(1024), watermark: 0, steps), iter: 150);

    [Fact]
    public void Random_use_of_a_zone_that_is_nearly_full_stops_at_the_watermark() => s_steps.Sample(
        steps => Run(Zones.WithCaches(160), watermark: 60, steps), iter: 150);

    [Fact]
    public void Random_use_of_a_zone_that_grows_never_overlaps_and_gives_everything_back() => s_steps.Sample(
        steps => Run(Zones.WithCaches(512, maxPages: 4096), watermark: 0, steps), iter: 100);

    private static void Run(Zone zone, int watermark, (Operation Kind, int Bytes, int Which)[] steps)
    {
        using var _ = zone;
        Assert.True(zone.Pool.TryRaiseWatermark(watermark));
        var model = new Model(zone);
        foreach (var (kind, bytes, which) in steps)
        {
            switch (kind)
            {
                case Operation.Block when zone.TryAllocate(bytes, out var block):
                    model.Add(block.Address, bytes, () => zone.Free(block));
                    break;
                case Operation.Raw or Operation.OtherRaw when zone.GetHandle().Allocate(bytes) is not null and var raw:
                    var address = (nint)raw;
                    model.Add(address, bytes, () => zone.Free((void*)address));
                    break;
                case Operation.Pages when zone.TryAllocatePages((bytes % 512) + 1, out var run, zeroed: true):
                    Assert.Equal(-1, run.Span.IndexOfAnyExcept((byte)0));
                    model.Add(run.Address, run.Span.Length, () => zone.Free(run));
                    break;
                case Operation.Free or Operation.FreeOther or Operation.FreeThird:
                    model.Remove(which);
                    break;
                case Operation.Trim:
                    zone.Trim();
                    break;
            }

            Assert.True(zone.FreePages >= watermark);
        }

        ZoneAudit.AssertEveryPageIsAccountedFor(zone);
        model.RemoveAll();
        ZoneAudit.AssertEmpty(zone);
    }

    /// <summary>What is live, by address, filled with a byte of its own.</summary>
    private sealed class Model(Zone zone)
    {
        private readonly SortedList<nint, (int Bytes, byte Fill, Action Free)> _live = [];
        private byte _fill;

        public void Add(nint address, int bytes, Action free)
        {
            Assert.Equal(0, address % 16);
            Assert.True(address >= zone.Pool.Start && address + bytes <= zone.Pool.Start + (zone.TotalPages * 4096));
            var fill = ++_fill;
            new Span<byte>((void*)address, bytes).Fill(fill);
            _live.Add(address, (bytes, fill, free));
            var index = _live.IndexOfKey(address);
            Assert.True(index == 0 || _live.GetKeyAtIndex(index - 1) + _live.GetValueAtIndex(index - 1).Bytes <= address);
            Assert.True(index == _live.Count - 1 || address + bytes <= _live.GetKeyAtIndex(index + 1));
        }

        public void Remove(int which)
        {
            if (_live.Count == 0)
                return;
            var index = which % _live.Count;
            var (bytes, fill, free) = _live.GetValueAtIndex(index);
            Assert.Equal(-1, new Span<byte>((void*)_live.GetKeyAtIndex(index), bytes).IndexOfAnyExcept(fill));
            _live.RemoveAt(index);
            free();
        }

        public void RemoveAll()
        {
            while (_live.Count > 0)
                Remove(_live.Count * 7);
        }
    }
}
