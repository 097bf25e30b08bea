// Listens to the event source and keeps what concerns one test.
using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Globalization;
using MemallocKit.Diagnostics;

namespace MemallocKit.Runtime.Tests.Diagnostics;

/// <summary>Tests run side by side and share the source: events are told apart by the name of the reserve.</summary>
internal sealed class RecordedEvents : EventListener
{
    private readonly ConcurrentQueue<string> _events = [];

    // Null while the base class's constructor already announces the sources there are.
    private readonly string? _reserve;
    private readonly bool _throws;

    public RecordedEvents(string reserve, EventLevel level = EventLevel.Verbose, EventKeywords keywords = EventKeywords.All, bool throws = false)
    {
        MemallocEventSource.Start();
        _throws = throws;
        _reserve = reserve;
        EnableEvents(MemallocEventSource.Log, level, keywords);
    }

    /// <summary>Name and payload of each, in order.</summary>
    public string[] All => [.. _events];

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventSource.Name != "MemallocKit" || eventData.Payload is not [string reserve, ..] || reserve != _reserve)
            return;
        var fields = eventData.PayloadNames!.Zip(eventData.Payload, static (name, value) => string.Create(CultureInfo.InvariantCulture, $"{name}={value}"));
        _events.Enqueue($"{eventData.EventName} {string.Join(' ', fields)}");
        if (_throws)
            throw new InvalidOperationException("a listener that throws");
    }
}
