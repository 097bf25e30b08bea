// A small zone with connected reserves, for what is measured on those.
using MemallocKit.Testing;

namespace MemallocKit.Benchmarks.Areas;

internal sealed class ReserveRig : IDisposable
{
    private readonly ReserveConnection _connection;
    private MemoryPressure? _pressure;

    public ReserveRig()
    {
        Zone = new Zone(new ZoneOptions { Name = "rig", Bytes = 16L << 20 });
        Root = new ReserveGroup("rig");
        Pages = new PageReserve("pages", Root, 64);
        Objects = new ObjectReserve<Packet>("objects", Root, 1000);
        Bytes = new ByteReserve("bytes", Root, 64 * 1024);
        _connection = Root.Connect(Zone);
        MemallocScope.Prime([Root]);
    }

    public Zone Zone { get; }

    public ReserveGroup Root { get; }

    public PageReserve Pages { get; }

    public ObjectReserve<Packet> Objects { get; }

    public ByteReserve Bytes { get; }

    /// <summary>Takes all ordinary memory, so that rents come from the reserves.</summary>
    public void Exhaust() => _pressure ??= MemoryPressure.Exhaust(Zone);

    public void Dispose()
    {
        _pressure?.Dispose();
        _connection.Dispose();
        Zone.Dispose();
    }

    /// <summary>An object of 256 bytes.</summary>
    internal unsafe struct Packet
    {
        public fixed long Words[32];
    }
}
