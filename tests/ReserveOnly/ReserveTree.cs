// A reserve of every unit, with room for a number of threads that each keep to a quota.
using MemallocKit.Testing;

namespace MemallocKit.ReserveOnly;

/// <summary>Connected in a zone of its own.</summary>
internal sealed class ReserveTree : IDisposable
{
    public const int PagesEach = 4;
    public const int RunPages = 16;
    public const int RunsEach = 2;
    public const int BytesEach = 16_384;
    public const int LongestBytes = 65_536;
    public const int LongBytesEach = 3 * LongestBytes;
    public const int SharedEach = 8_192;
    public const int TagsEach = 300;
    public const int RecordsEach = 20;
    public const int ImagesEach = 2;
    public const int SessionsEach = 3;

    private readonly ReserveConnection _connection;
    private MemoryPressure? _pressure;
    private readonly Reserve[] _reserves;

    public ReserveTree(int threads)
    {
        Root = new ReserveGroup("reserve only");
        Pages = new PageReserve("pages", Root, PagesEach * threads);
        Runs = new PageReserve("runs", Root, RunPages * RunsEach * threads, RunPages);
        Bytes = new ByteReserve("bytes", Root, BytesEach * threads);
        LongBytes = new ByteReserve("long bytes", Root, LongBytesEach * threads, LongestBytes);
        Shared = new ByteReserve("shared bytes", Root, 0);
        _ = new ByteShare("first share", Shared, SharedEach / 3 * threads);
        _ = new ByteShare("second share", Shared, SharedEach * threads - (SharedEach / 3 * threads));
        Tags = new ObjectReserve<Tag>("tags", Root, TagsEach * threads);
        Records = new ObjectReserve<Record>("records", Root, RecordsEach * threads);
        Images = new ObjectReserve<Image>("images", Root, ImagesEach * threads);
        Sessions = new InstanceReserve<Session>("sessions", Root, SessionsEach * threads, static () => new Session());
        _reserves = [Pages, Runs, Bytes, LongBytes, Shared, Tags, Records, Images, Sessions];

        // Room beside the estimate for runs to lie at multiples of their length; it is ordinary memory.
        Zone = new Zone(new ZoneOptions { Name = "reserve only", Bytes = (Root.Pages + 1024) * 4096 });
        _connection = Root.Connect(Zone);
        MemallocScope.Prime([Root]);
    }

    public Zone Zone { get; }

    public ReserveGroup Root { get; }

    public PageReserve Pages { get; }

    public PageReserve Runs { get; }

    public ByteReserve Bytes { get; }

    public ByteReserve LongBytes { get; }

    public ByteReserve Shared { get; }

    public ObjectReserve<Tag> Tags { get; }

    public ObjectReserve<Record> Records { get; }

    public ObjectReserve<Image> Images { get; }

    public InstanceReserve<Session> Sessions { get; }

    /// <summary>Takes all ordinary memory.</summary>
    public void Exhaust() => _pressure = MemoryPressure.Exhaust(Zone);

    /// <summary>Gives everything up and looks whether everything is back.</summary>
    public bool CloseExactly()
    {
        var nothingCharged = Array.TrueForAll(_reserves, static reserve => reserve.Usage == 0);
        _pressure?.Dispose();
        _connection.Dispose();
        Zone.Trim();
        return nothingCharged && Zone.FreePages == Zone.TotalPages && Zone.WatermarkPages == 0;
    }

    public void Dispose() => Zone.Dispose();

    /// <summary>Memory that tells whose it is.</summary>
    internal interface IMarked
    {
        long Mark { get; set; }
    }

    internal struct Tag : IMarked
    {
        public long Mark { get; set; }
    }

    internal unsafe struct Record : IMarked
    {
        private fixed byte _body[292];

        public long Mark { get; set; }
    }

    internal unsafe struct Image : IMarked
    {
        private fixed byte _body[9_992];

        public long Mark { get; set; }
    }

    internal sealed class Session
    {
        public long Mark { get; set; }
    }
}
