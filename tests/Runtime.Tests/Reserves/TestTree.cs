// A tree with a reserve of every unit, connected in a zone of its own, with ordinary memory gone.
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Reserves;

internal sealed class TestTree : IDisposable
{
    private ReserveConnection? _connection;
    private MemoryPressure? _pressure;

    public TestTree(int zonePages = 4096, string zoneName = "test")
    {
        Zone = Zones.OfPages(zonePages, zoneName);
        Root = new ReserveGroup("root");
        Group = new ReserveGroup("group", Root);
        Pages = new PageReserve("pages", Group, 8);
        Runs = new PageReserve("runs", Group, 64, runPages: 16);
        Bytes = new ByteReserve("bytes", Group, 10_000);
        Objects = new ObjectReserve<Request>("objects", Root, 100);
        Large = new ObjectReserve<Huge>("large objects", Root, 3);
        Instances = new InstanceReserve<Session>("instances", Root, 5, static () => new Session());
        Shared = new ByteReserve("shared", Root, 0);
        FirstShare = new ByteShare("first share", Shared, 3000);
        SecondShare = new ByteShare("second share", Shared, 2000);
    }

    public Zone Zone { get; }

    public ReserveGroup Root { get; }

    public ReserveGroup Group { get; }

    public PageReserve Pages { get; }

    public PageReserve Runs { get; }

    public ByteReserve Bytes { get; }

    public ObjectReserve<Request> Objects { get; }

    public ObjectReserve<Huge> Large { get; }

    public InstanceReserve<Session> Instances { get; }

    public ByteReserve Shared { get; }

    public ByteShare FirstShare { get; }

    public ByteShare SecondShare { get; }

    public Reserve[] Reserves => [Pages, Runs, Bytes, Objects, Large, Instances, Shared];

    /// <summary>The same, made once.</summary>
    public Reserve[] Charged => field ??= Reserves;

    public MemallocHolder Holder { get; } = new();

    public TestTree Connect()
    {
        _connection = Root.Connect(Zone);
        return this;
    }

    public TestTree Exhaust()
    {
        _pressure = MemoryPressure.Exhaust(Zone);
        return this;
    }

    public void Relieve() => _pressure?.Dispose();

    public void Disconnect() => _connection?.Dispose();

    public void Dispose()
    {
        Relieve();
        Disconnect();

        // What threads of the test left in their caches.
        Zone.Trim();
        Assert.Equal((Zone.TotalPages, 0L), (Zone.FreePages, Zone.WatermarkPages));
        Zone.Dispose();
    }

    internal unsafe struct Request
    {
        public long Id;
        public fixed byte Body[292];
    }

    internal unsafe struct Huge
    {
        public fixed byte Body[10_000];
    }

    internal sealed class Session
    {
        public int Uses { get; set; }
    }
}
