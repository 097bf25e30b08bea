// Connects the reserves' events to the event source and the meter.
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using MemallocKit.Reserves;

namespace MemallocKit.Diagnostics;

/// <summary>
/// Put in place when the library is loaded, since the layer above cannot name this one. Event source and meter are made with
/// the first connection: a program without reserves has nothing to tell.
/// </summary>
internal sealed class DiagnosticsSink : ReserveEventSink
{
    public override void Start()
    {
        MemallocEventSource.Start();
        MemallocMeter.Start();
    }

    public override void Connected(ReserveNode node, Zone zone) =>
        MemallocEventSource.Log.Connected(node.Name, zone.Name, node.Pages, zone.WatermarkPages, zone.FreePages);

    public override void Disconnected(ReserveNode node, Zone zone) =>
        MemallocEventSource.Log.Disconnected(node.Name, zone.Name, node.Pages, zone.WatermarkPages, zone.FreePages);

    public override void Refused(Reserve reserve, long amount, RefusalReason reason) =>
        MemallocEventSource.Log.Refused(reserve.Name, RefusalNames.Of(reason), amount, reserve.Usage, reserve.Limit);

    public override void EmergencyEntered(Reserve reserve) =>
        MemallocEventSource.Log.EmergencyEntered(reserve.Name, reserve.Usage, reserve.Limit);

    public override void EmergencyLeft(Reserve reserve) =>
        MemallocEventSource.Log.EmergencyLeft(reserve.Name, reserve.Peak, reserve.Limit);

    public override void Stalled(Reserve reserve, long amount, long waitedMilliseconds) =>
        MemallocEventSource.Log.Stalled(reserve.Name, amount, reserve.Usage, reserve.Limit, waitedMilliseconds);

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "A dependency turned round: one small object, nothing is run before it is used.")]
    internal static void PutInPlace() => ReserveEvents.SetSink(new DiagnosticsSink());
}
