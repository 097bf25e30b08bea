// The sizes of a pager.
namespace MemallocKit.Swap;

/// <summary>The sizes of a <see cref="Pager"/>.</summary>
public sealed class PagerOptions
{
    internal const int LeastPages = 8;
    private const long MostPages = 1L << 30;

    /// <summary>The zone that gives the resident pages and holds the pager's reserve. By default <see cref="MemallocKit.Zone.Default"/>.</summary>
    public Zone? Zone { get; init; }

    /// <summary>
    /// The budget: how many pages may be in memory at a time, at least 8. They are taken from the zone at once and for good, as
    /// ordinary memory. By default 1024 (4 MiB).
    /// </summary>
    public long ResidentPages { get; init; } = 1024;

    /// <summary>
    /// How many pages can be allocated at a time, at least 8. By default as many as the device has; never more, so that each page has a
    /// place to go. Costs some 24 bytes of native memory a page.
    /// </summary>
    public long? CapacityPages { get; init; }

    /// <summary>
    /// How long a pin waits when every frame is pinned by others, before it gives up with <see cref="SwapStatus.NoSpace"/>. By default 5
    /// seconds.
    /// </summary>
    public TimeSpan FrameTimeout { get; init; } = TimeSpan.FromSeconds(5);

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ResidentPages, LeastPages);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ResidentPages, MostPages);
        ArgumentOutOfRangeException.ThrowIfLessThan(FrameTimeout, TimeSpan.FromMilliseconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(FrameTimeout, TimeSpan.FromHours(1));
        if (CapacityPages is { } capacity)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(capacity, LeastPages);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MostPages);
        }
    }

    /// <summary>The number of pages that an activated device allows.</summary>
    internal int CapacityOn(ISwapDevice device)
    {
        if (device.Pages < LeastPages)
            throw new SwapException($"{device.Name} has {device.Pages} pages; a pager needs at least {LeastPages}.", SwapStatus.NoSpace);
        if (CapacityPages > device.Pages)
            throw new SwapException($"{device.Name} has {device.Pages} pages; the capacity asked for is {CapacityPages}.", SwapStatus.NoSpace);
        return (int)Math.Min(CapacityPages ?? device.Pages, MostPages);
    }
}
