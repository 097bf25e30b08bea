// The event source "MemallocKit": what happened to which reserve, with the figures of the moment.
using System.Diagnostics.Tracing;
using MemallocKit.Reserves;

namespace MemallocKit.Diagnostics;

/// <summary>
/// Amounts are in the reserve's own unit, pages are of 4 KiB. To a session outside of the process (dotnet-trace, ETW) an event goes without a managed
/// allocation; for an <see cref="EventListener"/> inside, the framework makes objects on the thread that has the event, and drops
/// it when there are none to be had. No event is named Start or Stop: that would begin an activity, which allocates.
/// </summary>
[EventSource(Name = SourceName)]
internal sealed partial class MemallocEventSource : EventSource
{
    public const string SourceName = "MemallocKit";

    private MemallocEventSource()
    {
    }

    public static MemallocEventSource Log { get; } = New();

    /// <summary>Makes the source.</summary>
    public static void Start() => _ = Log;

    /// <summary>A tree or part of one was connected.</summary>
    [Event(1, Level = EventLevel.Informational, Keywords = Keywords.Connections)]
    public void Connected(string? reserve, string zone, long pages, long watermarkPages, long freePages) =>
        Write(1, EventLevel.Informational, Keywords.Connections, reserve, zone, [pages, watermarkPages, freePages]);

    /// <summary>A connection of a tree or part of one was disposed.</summary>
    [Event(2, Level = EventLevel.Informational, Keywords = Keywords.Connections)]
    public void Disconnected(string? reserve, string zone, long pages, long watermarkPages, long freePages) =>
        Write(2, EventLevel.Informational, Keywords.Connections, reserve, zone, [pages, watermarkPages, freePages]);

    /// <summary>A request was refused, for the reason <c>limit</c>, <c>not_entitled</c> or <c>timeout</c>.</summary>
    [Event(3, Level = EventLevel.Warning, Keywords = Keywords.Refusals)]
    public void Refused(string? reserve, string reason, long amount, long usage, long limit) =>
        Write(3, EventLevel.Warning, Keywords.Refusals, reserve, reason, [amount, usage, limit]);

    /// <summary>A reserve's first emergency memory was rented: ordinary memory is gone.</summary>
    [Event(4, Level = EventLevel.Informational, Keywords = Keywords.Emergencies)]
    public void EmergencyEntered(string? reserve, long usage, long limit) =>
        Write(4, EventLevel.Informational, Keywords.Emergencies, reserve, null, [usage, limit]);

    /// <summary>A reserve's last emergency memory was returned. The peak is that of the reserve's life.</summary>
    [Event(5, Level = EventLevel.Informational, Keywords = Keywords.Emergencies)]
    public void EmergencyLeft(string? reserve, long peak, long limit) =>
        Write(5, EventLevel.Informational, Keywords.Emergencies, reserve, null, [peak, limit]);

    /// <summary>A caller has been waiting for a second or more. Once a wait.</summary>
    [Event(6, Level = EventLevel.Warning, Keywords = Keywords.Stalls)]
    public void Stalled(string? reserve, long amount, long usage, long limit, long waitedMilliseconds) =>
        Write(6, EventLevel.Warning, Keywords.Stalls, reserve, null, [amount, usage, limit, waitedMilliseconds]);

    // When the last session goes this is called before the source is disabled, so the hooks stay on then: a call more on slow paths.
    protected override void OnEventCommand(EventCommandEventArgs command) => ReserveEvents.IsEnabled = IsEnabled();

    private static MemallocEventSource New()
    {
        var log = new MemallocEventSource();

        // Compiled now rather than when memory is gone.
        log.Connected(null, "", 0, 0, 0);
        log.Disconnected(null, "", 0, 0, 0);
        log.Refused(null, "", 0, 0, 0);
        log.EmergencyEntered(null, 0, 0);
        log.EmergencyLeft(null, 0, 0);
        log.Stalled(null, 0, 0, 0, 0);
        return log;
    }

    /// <summary>What a session can choose from.</summary>
    public static class Keywords
    {
        public const EventKeywords Connections = (EventKeywords)1;
        public const EventKeywords Refusals = (EventKeywords)2;
        public const EventKeywords Emergencies = (EventKeywords)4;
        public const EventKeywords Stalls = (EventKeywords)8;
    }
}
