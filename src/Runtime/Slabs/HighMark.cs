// What has to be kept when a limit falls while memory is in use.
namespace MemallocKit.Slabs;

/// <summary>
/// Keeps the most that was granted since everything was last free: where blocks lie after a higher limit can need as much as that
/// under a lower one, too.
/// </summary>
internal struct HighMark
{
    private long _granted;

    /// <summary>Never less than what is granted.</summary>
    public long Kept { get; private set; }

    /// <summary>Grants more, which was taken in full; returns how much of that is not needed, as it was kept anyway.</summary>
    public long Raise(long amount)
    {
        _granted += amount;
        var had = Kept + amount;
        Kept = Math.Max(Kept, _granted);
        return had - Kept;
    }

    /// <summary>Grants less, and keeps what there is until <see cref="Settle"/>.</summary>
    public void Lower(long amount) => _granted -= amount;

    /// <summary>To be called when everything is free; returns how much need not be kept any more.</summary>
    public long Settle()
    {
        var excess = Kept - _granted;
        Kept = _granted;
        return excess;
    }
}
