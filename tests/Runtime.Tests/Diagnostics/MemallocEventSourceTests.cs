// Each event, its figures, and that a listener cannot break what it listens to.
using System.Diagnostics.Tracing;
using MemallocKit.Diagnostics;
using MemallocKit.Reserves;
using MemallocKit.Testing;

namespace MemallocKit.Runtime.Tests.Diagnostics;

public class MemallocEventSourceTests
{
    [Fact]
    public void Connections_are_told_with_the_figures_of_the_zone()
    {
        var root = new ReserveGroup("told of connections");
        _ = new PageReserve("pages", root, 8);
        using var zone = Zones.OfPages(100, "a zone");
        using var events = new RecordedEvents(root.Name);
        root.Connect(zone).Dispose();
        Assert.Equal(
            [
                "Connected reserve=told of connections zone=a zone pages=8 watermarkPages=8 freePages=100",
                "Disconnected reserve=told of connections zone=a zone pages=8 watermarkPages=0 freePages=100",
            ],
            events.All);
    }

    [Fact]
    public void Emergencies_are_told_when_the_first_memory_is_rented_and_the_last_returned()
    {
        using var rig = new EventRig("told of emergencies");
        Assert.True(rig.Pages.TryRent(out var ordinary, Entitlement.Memalloc));
        using var pressure = MemoryPressure.Exhaust(rig.Zone);
        for (var round = 0; round < 2; round++)
        {
            Assert.True(rig.Pages.TryRent(out var first, Entitlement.Memalloc));
            Assert.True(rig.Pages.TryRent(out var second, Entitlement.Memalloc));
            first.Dispose();
            second.Dispose();
        }

        ordinary.Dispose();
        string[] once =
        [
            "EmergencyEntered reserve=told of emergencies usage=1 limit=2",
            "EmergencyLeft reserve=told of emergencies peak=2 limit=2",
        ];
        Assert.Equal([.. once, .. once], rig.Events.All);
    }

    [Fact]
    public void Refusals_are_told_with_amount_usage_limit_and_reason()
    {
        using var rig = new EventRig("told of refusals", keywords: MemallocEventSource.Keywords.Refusals);
        using var pressure = MemoryPressure.Exhaust(rig.Zone);
        Assert.False(rig.Pages.TryRent(out _, Entitlement.None));
        Assert.False(rig.Pages.TryCharge(3));
        Assert.True(rig.Pages.TryCharge(2));
        Assert.False(rig.Pages.TryRent(out _, Entitlement.Memalloc));
        rig.Pages.Uncharge(2);
        Assert.Equal(
            [
                "Refused reserve=told of refusals reason=not_entitled amount=1 usage=0 limit=2",
                "Refused reserve=told of refusals reason=limit amount=3 usage=0 limit=2",
                "Refused reserve=told of refusals reason=limit amount=1 usage=2 limit=2",
            ],
            rig.Events.All);
    }

    [Fact]
    public void Stalls_are_told_and_counted()
    {
        using var rig = new EventRig("told of stalls", EventLevel.Warning);
        ReserveEvents.Stalled(rig.Pages, 2, 1500);
        Assert.Equal(["Stalled reserve=told of stalls amount=2 usage=0 limit=2 waitedMilliseconds=1500"], rig.Events.All);
        Assert.Equal(1, rig.Pages.Counters.Stalls);
    }

    [Fact]
    public void A_level_or_keyword_that_was_not_asked_for_is_not_told()
    {
        using var rig = new EventRig("told of warnings", EventLevel.Warning, MemallocEventSource.Keywords.Emergencies);
        using var pressure = MemoryPressure.Exhaust(rig.Zone);
        Assert.False(rig.Pages.TryCharge(3));
        Assert.True(rig.Pages.TryRent(out var lease, Entitlement.Memalloc));
        lease.Dispose();
        Assert.Empty(rig.Events.All);
    }

    [Fact]
    public void A_listener_that_throws_breaks_no_rent()
    {
        using var rig = new EventRig("told to one that throws", throws: true);
        using var pressure = MemoryPressure.Exhaust(rig.Zone);
        Assert.True(rig.Pages.TryRent(out var lease, Entitlement.Memalloc));
        lease.Dispose();
        Assert.Equal(2, rig.Events.All.Length);
        Assert.Equal(0, rig.Pages.Usage);
    }
}
