// The device fails: pages stay, callers get the status, and work goes on when the device is back.
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

public sealed class PagerFailureTests
{
    private const int Resident = 32;
    private const int Pages = 128;

    [Theory]
    [InlineData(SwapStatus.DeviceError)]
    [InlineData(SwapStatus.NoSpace)]
    [InlineData(SwapStatus.TimedOut)]
    [InlineData(SwapStatus.Disconnected)]
    public void Writes_that_fail_leave_pages_resident_and_reach_the_caller(SwapStatus failure)
    {
        using var rig = new PagerRig(Resident, Pages);
        rig.Memory.FailWrites = failure;
        var handles = rig.Allocate(Pages);
        for (var i = 0; i < Resident; i++)
            PagerRig.Write(handles[i], i, version: 0);

        Assert.Equal(failure, handles[Resident].TryPin(PinMode.Write, out var none));
        Assert.True(none.Span.IsEmpty);
        Assert.Equal(failure, Assert.Throws<SwapException>(() => handles[Resident].Pin(PinMode.Write)).Status);
        Assert.Equal(failure, rig.Pager.LastError);
        Assert.Equal((0L, (long)Resident), (rig.Pager.PagesOut, rig.Pager.ResidentPages));
        for (var i = 0; i < Resident; i++)
            PagerRig.Check(handles[i], i, version: 0);

        rig.Memory.FailWrites = SwapStatus.Ok;
        for (var i = Resident; i < Pages; i++)
            PagerRig.Write(handles[i], i, version: 0);
        PagerRig.CheckAll(handles);
    }

    [Fact]
    public void Reads_that_fail_reach_the_caller_and_can_be_repeated()
    {
        using var rig = new PagerRig(Resident, Pages);
        var handles = rig.AllocateFilled(Pages);
        rig.WaitForIdleReclaimer();
        rig.Memory.FailReads = SwapStatus.Disconnected;
        var failed = 0;
        foreach (var handle in handles)
        {
            var status = handle.TryPin(PinMode.Read, out var pin);
            failed += status == SwapStatus.Disconnected ? 1 : 0;
            pin.Dispose();
        }

        Assert.True(failed >= Pages - Resident);
        Assert.Equal(SwapStatus.Disconnected, rig.Pager.LastError);
        rig.Memory.FailReads = SwapStatus.Ok;
        PagerRig.CheckAll(handles);
    }

    [Fact]
    public void Error_that_passes_is_retried_and_never_seen()
    {
        using var rig = new PagerRig(Resident, Pages);
        var writes = 0;
        rig.Memory.OnWrite = _ => rig.Memory.FailWrites = writes++ % 3 < 2 ? SwapStatus.DeviceError : SwapStatus.Ok;
        PagerRig.CheckAll(rig.AllocateFilled(Pages));
        Assert.Equal(SwapStatus.Ok, rig.Pager.LastError);
    }

    [Fact]
    public void Device_that_throws_counts_as_failing()
    {
        using var rig = new PagerRig(Resident, Pages);
        var handles = rig.AllocateFilled(Pages);
        rig.WaitForIdleReclaimer();
        rig.Memory.Throws = true;
        var statuses = handles.Select(handle =>
        {
            var status = handle.TryPin(PinMode.Write, out var pin);
            pin.Dispose();
            return status;
        }).ToArray();
        Assert.Contains(SwapStatus.DeviceError, statuses);
        rig.Memory.Throws = false;
        PagerRig.CheckAll(handles);
    }

    [Fact]
    public void Clean_pages_make_room_while_writes_fail()
    {
        using var rig = new PagerRig(Resident, Pages);
        var handles = rig.AllocateFilled(Pages);
        PagerRig.CheckAll(handles);
        rig.WaitForIdleReclaimer();
        rig.Memory.FailWrites = SwapStatus.NoSpace;

        // Half of the budget is dirty and cannot leave; the other half serves all the rest.
        for (var i = 0; i < Resident / 2; i++)
            PagerRig.Write(handles[i], i, version: 1);
        for (var round = 0; round < 3; round++)
        {
            for (var i = Resident / 2; i < Pages; i++)
                PagerRig.Check(handles[i], i, version: 0);
        }

        Assert.Equal(SwapStatus.NoSpace, rig.Pager.LastError);
        for (var i = 0; i < Resident / 2; i++)
            PagerRig.Check(handles[i], i, version: 1);
    }

    [Fact]
    public void Failed_write_gives_its_slots_back()
    {
        using var rig = new PagerRig(Resident, Pages);
        rig.Memory.FailWrites = SwapStatus.Disconnected;
        var handles = rig.Allocate(Pages);
        for (var i = 0; i < Pages; i++)
        {
            if (handles[i].TryPin(PinMode.Write, out var pin) == SwapStatus.Ok)
                pin.Dispose();
        }

        rig.WaitForIdleReclaimer();
        Assert.Equal(Pages, rig.FreeSlots);
        foreach (var handle in handles)
            rig.Pager.Free(handle);
        Assert.Equal(0, rig.AllocatedPages);
        Assert.Equal(0, rig.Pager.ResidentPages);
    }
}
