// Tells what was allocated from a zone and not freed.
using System.Globalization;

namespace MemallocKit.Testing;

/// <summary>
/// Watches a zone from <see cref="Start"/> to <see cref="Dispose"/>: ordinary memory and emergency memory that was allocated or rented meanwhile and not
/// given back, and charges that were not taken back. Memory allocated earlier, and what <see cref="MemoryPressure"/> holds, is
/// left out. Thread-safe; allocates managed memory for each allocation that it sees.
/// </summary>
/// <remarks>
/// What a thread that used the zone before frees into its caches is not seen, and counts as live; the thread that starts the check
/// is seen in full. Where several threads are tested, make the zone without <see cref="ZoneOptions.ThreadCaches"/>.
/// </remarks>
public sealed class LeakCheck : IDisposable
{
    private readonly Zone _zone;
    private readonly AllocationLog _log;
    private readonly ZoneBooks _before;

    private LeakCheck(Zone zone, bool callSites)
    {
        ArgumentNullException.ThrowIfNull(zone);
        _zone = zone;
        _before = new ZoneBooks(zone);
        _log = new AllocationLog(zone, callSites);
    }

    /// <summary>How many of the allocations and rents seen are live.</summary>
    public long LiveCount => _log.LiveCount;

    /// <summary>The bytes that were asked for in them.</summary>
    public long LiveBytes => _log.LiveBytes;

    /// <summary>Starts to watch a zone.</summary>
    /// <param name="zone">The zone; best one of the test's own.</param>
    /// <param name="callSites">
    /// Whether to keep the stack of every allocation, so that the message says where leaks come from: some 100 microseconds each.
    /// </param>
    public static LeakCheck Start(Zone zone, bool callSites = false) => new(zone, callSites);

    /// <summary>Throws when anything is live or charged that was not when the check started.</summary>
    /// <exception cref="MemoryTestException">Something is; the message lists it, by place of allocation if that was asked for.</exception>
    public void ThrowIfAny()
    {
        var text = ToString();
        if (text.Length > 0)
            throw new MemoryTestException(text);
    }

    /// <summary>The list of what is live or charged; empty when nothing is.</summary>
    public override string ToString()
    {
        var live = _log.Live();
        var charges = _before.ChargesSince();
        return live.Length == 0 && charges.Length == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $"Leaked in zone '{_zone.Name}': {live.Length:N0} allocations of {live.Sum(static allocation => allocation.Bytes):N0} bytes.\n")
                + LeakReport.Describe(live) + charges;
    }

    /// <summary>Stops watching. Does not throw; call <see cref="ThrowIfAny"/> before.</summary>
    public void Dispose() => _log.Dispose();
}
