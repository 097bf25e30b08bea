// A byte reserve alone in a zone that has no other memory left.
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Reserves;

internal sealed class ByteRig : IDisposable
{
    private readonly Zone _zone;
    private readonly ReserveConnection _connection;
    private readonly MemoryPressure _pressure;

    public ByteRig(long limit, int largest)
    {
        var root = new ReserveGroup("root");
        Reserve = new ByteReserve("bytes", root, limit, largest);

        // Beside the estimate, room for runs to lie at multiples of their length.
        _zone = Zones.OfPages((int)root.Pages + 1024);
        _connection = root.Connect(_zone);
        _pressure = MemoryPressure.Exhaust(_zone);
        User = new ByteUser(Reserve);
    }

    public ByteReserve Reserve { get; }

    public ByteUser User { get; }

    /// <summary>Single pages in use. Runs are set aside whole, so that what is used of them does not show.</summary>
    public long PagesUsed => _zone.WatermarkPages - _zone.FreePages;

    /// <summary>What is set aside in runs.</summary>
    public long RunPages => Reserve.Pages - _zone.WatermarkPages;

    public void Dispose()
    {
        User.Dispose();
        _pressure.Dispose();
        _connection.Dispose();
        Assert.Equal((_zone.TotalPages, 0L), (_zone.FreePages, _zone.WatermarkPages));
        _zone.Dispose();
    }
}
