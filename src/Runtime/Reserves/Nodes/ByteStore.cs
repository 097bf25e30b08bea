// The memory of a reserve of bytes: blocks of a few tiers.
using MemallocKit.Estimation;
using MemallocKit.Slabs;

namespace MemallocKit.Reserves;

/// <summary>
/// Serves requests as <see cref="ByteEstimate"/> supposes. Its bound is one on what has been since a tier was last empty, so a limit that
/// falls while blocks are in use gives memory back when the last of them is returned, not before: they may lie scattered as only
/// the higher limit allowed. Until then the watermark is above the sum of the estimates.
/// </summary>
internal sealed class ByteStore : EmergencyStore
{
    private readonly ByteChunks[] _tiers;

    // How many runs each tier has more, from preparing to admitting.
    private readonly long[] _moreRuns;

    /// <param name="zone">Where the memory is.</param>
    /// <param name="largest">The size of the largest request.</param>
    public ByteStore(Zone zone, int largest)
        : base(zone)
    {
        _tiers = new ByteChunks[ByteTier.Count(largest)];
        _moreRuns = new long[_tiers.Length];
        for (var index = 0; index < _tiers.Length; index++)
            _tiers[index] = new ByteChunks(Pool, zone.Owners.Take(), new ByteTier(index, largest));
    }

    public override bool TryTake(int bytes, out nint address) => _tiers[ByteTier.IndexOf(bytes)].TryTake(bytes, out address);

    public override bool TryReturn(nint address, int bytes) => _tiers[ByteTier.IndexOf(bytes)].TryReturn(address, bytes);

    public override void Admit()
    {
        _tiers[0].Admit(Math.Max(Raised, 0));
        if (Raised < 0)
            _tiers[0].Retire(-Raised);
        for (var index = 1; index < _tiers.Length; index++)
            _tiers[index].Admit(_moreRuns[index]);
    }

    public override void Close()
    {
        foreach (var tier in _tiers)
            Zone.Owners.Return(tier.Owner);
    }

    private protected override bool TrySetAside(long fromLimit, long toLimit)
    {
        for (var index = 0; index < _tiers.Length; index++)
        {
            _moreRuns[index] = index == 0 ? 0 : Runs(index, fromLimit, toLimit);
            if (!_tiers[index].TryPrepare(_tiers[index].Tier.Chunks(toLimit), _moreRuns[index]))
            {
                GiveBackIdle();
                return false;
            }
        }

        return true;
    }

    private protected override void RetireSingle(long pages) => _tiers[0].Retire(pages);

    private protected override void RetireRuns(long fromLimit, long toLimit)
    {
        for (var index = 1; index < _tiers.Length; index++)
            _tiers[index].Retire(Runs(index, toLimit, fromLimit));
    }

    private protected override void GiveBackIdle()
    {
        foreach (var tier in _tiers)
            tier.GiveBackIdle();
    }

    private protected override long SetAsidePages(long fromLimit, long toLimit)
    {
        long pages = 0;
        for (var index = 1; index < _tiers.Length; index++)
            pages += Runs(index, fromLimit, toLimit) * _tiers[index].Tier.ChunkPages;
        return pages;
    }

    private long Runs(int index, long fromLimit, long toLimit) => _tiers[index].Tier.Chunks(toLimit) - _tiers[index].Tier.Chunks(fromLimit);
}
