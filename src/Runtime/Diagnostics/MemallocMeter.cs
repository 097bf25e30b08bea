// The meter "MemallocKit": the figures of the reports, for whoever collects them.
using System.Diagnostics.Metrics;
using MemallocKit.Reserves;

namespace MemallocKit.Diagnostics;

/// <summary>
/// Observable instruments over the connected reserves and their zones, named by the semantic conventions of OpenTelemetry: <c>usage</c>
/// and <c>limit</c> are up-down counters whose sum over the attributes means something, so each unit has instruments of its own;
/// bytes are <c>By</c>, other counts are in braces. Nothing runs unless a listener collects, and then on its thread.
/// </summary>
internal static class MemallocMeter
{
    public const string MeterName = "MemallocKit";

    private static readonly Meter s_meter = New();

    /// <summary>Makes the meter.</summary>
    public static void Start() => _ = s_meter;

    private static Meter New()
    {
        var meter = new Meter(MeterName, typeof(MemallocMeter).Assembly.GetName().Version?.ToString());
        AddAmounts(meter, ReserveUnit.Page, "page", "{page}");
        AddAmounts(meter, ReserveUnit.Byte, "byte", "By");
        AddAmounts(meter, ReserveUnit.Object, "object", "{object}");
        meter.CreateObservableGauge(
            "memallockit.reserve.utilization",
            static () => MeterReadings.OfReserves(static reserve => reserve.Limit == 0 ? 0.0 : (double)reserve.Usage / reserve.Limit),
            "1",
            "Usage divided by limit.");
        meter.CreateObservableUpDownCounter(
            "memallockit.reserve.memory.limit",
            static () => MeterReadings.OfReserves(static reserve => MeterReadings.Bytes(reserve.Pages)),
            "By",
            "The memory that is kept for the reserve.");
        AddCounts(meter);
        AddZones(meter);
        return meter;
    }

    private static void AddAmounts(Meter meter, ReserveUnit unit, string name, string symbol)
    {
        meter.CreateObservableUpDownCounter(
            $"memallockit.reserve.{name}.usage",
            () => MeterReadings.OfReserves(static reserve => reserve.Usage, unit),
            symbol,
            "What is charged to the reserve.");
        meter.CreateObservableUpDownCounter(
            $"memallockit.reserve.{name}.limit",
            () => MeterReadings.OfReserves(static reserve => reserve.Limit, unit),
            symbol,
            "The most that can be charged to the reserve.");
        meter.CreateObservableGauge(
            $"memallockit.reserve.{name}.peak",
            () => MeterReadings.OfReserves(static reserve => reserve.Peak, unit),
            symbol,
            "The highest usage there has been.");
    }

    private static void AddCounts(Meter meter)
    {
        meter.CreateObservableCounter(
            "memallockit.reserve.refusals",
            MeterReadings.Refusals,
            "{refusal}",
            "Rents that were refused.");
        meter.CreateObservableCounter(
            "memallockit.reserve.emergency_rents",
            static () => MeterReadings.OfReserves(static reserve => reserve.Counters.EmergencyRents),
            "{rent}",
            "Rents that ordinary memory could not serve and the reserve did.");
        meter.CreateObservableCounter(
            "memallockit.reserve.waits",
            static () => MeterReadings.OfReserves(static reserve => reserve.Counters.Waits),
            "{wait}",
            "Rents that had to wait.");
        meter.CreateObservableCounter(
            "memallockit.reserve.stalls",
            static () => MeterReadings.OfReserves(static reserve => reserve.Counters.Stalls),
            "{stall}",
            "Waits that took a second or more.");
    }

    private static void AddZones(Meter meter)
    {
        meter.CreateObservableUpDownCounter(
            "memallockit.zone.memory.usage",
            MeterReadings.ZoneMemory,
            "By",
            "The zone's memory by state: used, free, or reserved, which is free for reserves alone. What threads keep in caches is used.");
        meter.CreateObservableUpDownCounter(
            "memallockit.zone.memory.limit",
            static () => MeterReadings.OfZones(static zone => zone.Pool.MaxPages),
            "By",
            "What the zone can grow to.");
        meter.CreateObservableUpDownCounter(
            "memallockit.zone.memory.watermark",
            static () => MeterReadings.OfZones(static zone => zone.WatermarkPages),
            "By",
            "What ordinary allocations leave to the reserves.");
    }
}
