// Zones for scenarios: made outside the schedules, found as they were after each of them.
using MemallocKit.Testing;

namespace MemallocKit.Interleaving.Tests.Reserves;

internal sealed class TestZone : IDisposable
{
    private MemoryPressure? _pressure;

    /// <param name="pages">The size of the zone.</param>
    public TestZone(int pages = 64) => Zone = new Zone(new ZoneOptions { Bytes = pages * 4096, ThreadCaches = false });

    public Zone Zone { get; }

    /// <summary>Takes what ordinary memory is left, until <see cref="AssertAtRest"/>.</summary>
    public void Exhaust() => _pressure = MemoryPressure.Exhaust(Zone);

    /// <summary>Nothing is in use and nothing is kept.</summary>
    public void AssertAtRest()
    {
        _pressure?.Dispose();
        _pressure = null;
        Assert.Equal((Zone.TotalPages, 0L), (Zone.FreePages, Zone.WatermarkPages));
    }

    public void Dispose() => Zone.Dispose();
}
