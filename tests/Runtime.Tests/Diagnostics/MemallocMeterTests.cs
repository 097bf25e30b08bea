// What a collection finds: figures, units, attributes, and nothing of what is not connected.
using System.Diagnostics.Metrics;
using MemallocKit.Reserves;
using MemallocKit.Runtime.Tests.Reserves;
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Diagnostics;

public class MemallocMeterTests
{
    [Fact]
    public void Amounts_are_told_in_the_unit_of_the_reserve()
    {
        using var tree = new TestTree(zoneName: "told in units").Connect();
        Assert.True(tree.Pages.TryCharge(3) && tree.Bytes.TryCharge(100) && tree.Objects.TryCharge(7));
        tree.Pages.Uncharge(2);
        var readings = Collect("told in units");
        tree.Pages.Uncharge(1);
        tree.Bytes.Uncharge(100);
        tree.Objects.Uncharge(7);

        Assert.Equal([1, 0], readings.Of("memallockit.reserve.page.usage", "{page}", "pages", "runs"));
        Assert.Equal([8, 64], readings.Of("memallockit.reserve.page.limit", "{page}", "pages", "runs"));
        Assert.Equal([3, 0], readings.Of("memallockit.reserve.page.peak", "{page}", "pages", "runs"));
        Assert.Equal([100, 0], readings.Of("memallockit.reserve.byte.usage", "By", "bytes", "shared"));
        Assert.Equal([10_000, 5000], readings.Of("memallockit.reserve.byte.limit", "By", "bytes", "shared"));
        Assert.Equal([7, 0, 0], readings.Of("memallockit.reserve.object.usage", "{object}", "objects", "large objects", "instances"));
        Assert.Equal([8 * 4096, 0], readings.Of("memallockit.reserve.memory.limit", "By", "pages", "instances"));
        Assert.Equal([0.125, 0.01], readings.Of("memallockit.reserve.utilization", "1", "pages", "bytes"));
        Assert.DoesNotContain(readings.All, static reading => reading.Instrument == "memallockit.reserve.byte.usage" && reading.Has("memallockit.reserve.name", "pages"));
    }

    [Fact]
    public void Paths_tell_reserves_of_one_name_apart()
    {
        var root = new ReserveGroup("root");
        _ = new PageReserve("pages", new ReserveGroup("first", root), 1);
        _ = new PageReserve("pages", new ReserveGroup("second", root), 2);
        using var zone = Zones.OfPages(64, "told by path");
        using var connection = root.Connect(zone);
        var limits = Collect("told by path").All.Where(static reading => reading.Instrument == "memallockit.reserve.page.limit");
        Assert.Equal(
            ["root/first/pages=1", "root/second/pages=2"],
            limits.Select(static reading => $"{reading.Tags["memallockit.reserve.path"]}={reading.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Refusals_rents_waits_and_stalls_are_counted()
    {
        using var tree = new TestTree(zoneName: "told of counts").Connect().Exhaust();
        for (var round = 0; round < 3; round++)
        {
            Assert.True(tree.Pages.TryRent(out var lease, Entitlement.Memalloc));
            lease.Dispose();
        }

        Assert.True(tree.Instances.TryRent(out var instance, Entitlement.Memalloc));
        instance.Dispose();
        Assert.False(tree.Pages.TryRent(out _, Entitlement.None));
        Assert.True(tree.Pages.TryCharge(8));
        Assert.False(tree.Pages.TryRent(out _, Entitlement.Memalloc) || tree.Pages.TryRent(out _, Entitlement.Memalloc));
        tree.Pages.Uncharge(8);
        tree.Pages.Counters.CountWait();
        ReserveEvents.Stalled(tree.Pages, 1, 1000);

        var readings = Collect("told of counts");
        Assert.Equal([3, 1, 0], readings.Of("memallockit.reserve.emergency_rents", "{rent}", "pages", "instances", "bytes"));
        Assert.Equal([1, 0], readings.Of("memallockit.reserve.waits", "{wait}", "pages", "bytes"));
        Assert.Equal([1, 0], readings.Of("memallockit.reserve.stalls", "{stall}", "pages", "bytes"));
        var refusals = readings.All.Where(static reading => reading.Instrument == "memallockit.reserve.refusals" && reading.Has("memallockit.reserve.name", "pages"));
        Assert.Equal(
            ["limit=2", "not_entitled=1", "timeout=0"],
            refusals.Select(static reading => $"{reading.Tags["memallockit.refusal.reason"]}={reading.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_states_of_a_zone_add_up_to_its_size()
    {
        using var tree = new TestTree(zoneName: "told of zones").Connect();
        Assert.True(tree.Zone.TryAllocatePages(100, out var run));
        var readings = Collect("told of zones").All.Where(static reading => reading.Instrument.StartsWith("memallockit.zone.", StringComparison.Ordinal)).ToList();
        var (total, free, watermark) = (tree.Zone.TotalPages, tree.Zone.FreePages, tree.Zone.WatermarkPages);
        tree.Zone.Free(run);

        Assert.All(readings, static reading => Assert.Equal("By", reading.Unit));
        Assert.Equal(
            [
                $"limit  {total * 4096}",
                $"usage free {(free - watermark) * 4096}",
                $"usage reserved {watermark * 4096}",
                $"usage used {(total - free) * 4096}",
                $"watermark  {watermark * 4096}",
            ],
            readings.Select(static reading => $"{reading.Instrument.Split('.')[^1]} {reading.Tags.GetValueOrDefault("memallockit.zone.memory.state")} {reading.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_disconnected_is_told_no_more_and_what_is_connected_twice_is_told_once()
    {
        using var tree = new TestTree(zoneName: "told while connected");
        using (tree.Group.Connect(tree.Zone))
        using (tree.Pages.Connect(tree.Zone))
        {
            var names = Collect("told while connected").All
                .Where(static reading => reading.Instrument.EndsWith("limit", StringComparison.Ordinal) && reading.Tags.ContainsKey("memallockit.reserve.name"))
                .Where(static reading => reading.Instrument != "memallockit.reserve.memory.limit")
                .Select(static reading => reading.Tags["memallockit.reserve.name"]);
            Assert.Equal(["bytes", "pages", "runs"], names.Order());
        }

        Assert.Empty(Collect("told while connected").All);
        Assert.DoesNotContain(tree.Pages, ConnectedReserves.Snapshot());
    }

    [Fact]
    public void The_list_of_connected_reserves_stays_whole_while_threads_connect_and_disconnect()
    {
        using var zone = Zones.OfPages(1024);
        var roots = Enumerable.Range(0, 4).Select(static index => new ReserveGroup($"root {index}")).ToList();
        roots.ForEach(static root => _ = new PageReserve("a", root, 1));
        roots.ForEach(static root => _ = new PageReserve("b", root, 1));
        var threads = roots.ConvertAll(root => new Thread(() =>
        {
            for (var round = 0; round < 500; round++)
                root.Connect(zone).Dispose();
        }));
        threads.ForEach(static thread => thread.Start());
        while (threads.Exists(static thread => thread.IsAlive))
            Assert.All(ConnectedReserves.Snapshot(), Assert.NotNull);
        threads.ForEach(static thread => thread.Join());
        Assert.DoesNotContain(ConnectedReserves.Snapshot(), reserve => roots.Contains(reserve.Parent));
    }

    private static Readings Collect(string zone)
    {
        var readings = new Readings();
        using var listener = new MeterListener();
        listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "MemallocKit")
                listener.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => readings.Add(zone, instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => readings.Add(zone, instrument, value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return readings;
    }

    private sealed record Reading(string Instrument, string? Unit, double Value, Dictionary<string, object?> Tags)
    {
        public bool Has(string tag, string value) => value.Equals(Tags.GetValueOrDefault(tag));
    }

    private sealed class Readings
    {
        public List<Reading> All { get; } = [];

        public void Add(string zone, Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var reading = new Reading(instrument.Name, instrument.Unit, value, tags.ToArray().ToDictionary());
            if (reading.Has("memallockit.zone.name", zone))
                All.Add(reading);
        }

        /// <summary>The values of an instrument for reserves by name, one reading each.</summary>
        public double[] Of(string instrument, string unit, params string[] reserves) =>
            Array.ConvertAll(reserves, name => All.Single(reading =>
                (reading.Instrument, reading.Unit) == (instrument, unit) && reading.Has("memallockit.reserve.name", name)).Value);
    }
}
