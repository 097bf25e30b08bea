// A connected reserve of two pages in a zone of its own, with its events recorded.
using System.Diagnostics.Tracing;

namespace MemallocKit.Runtime.Tests.Diagnostics;

internal sealed class EventRig : IDisposable
{
    private readonly ReserveConnection _connection;

    public EventRig(string name, EventLevel level = EventLevel.Verbose, EventKeywords keywords = EventKeywords.All, bool throws = false)
    {
        Zone = Zones.OfPages(64);
        Pages = new PageReserve(name, new ReserveGroup("root"), 2);
        _connection = Pages.Parent!.Connect(Zone);
        Events = new RecordedEvents(name, level, keywords, throws);
    }

    public Zone Zone { get; }

    public PageReserve Pages { get; }

    public RecordedEvents Events { get; }

    public void Dispose()
    {
        Events.Dispose();
        _connection.Dispose();
        Zone.Dispose();
    }
}
