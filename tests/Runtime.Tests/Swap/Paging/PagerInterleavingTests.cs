// Threads that meet at one page or at the last frame. The device holds a transfer still, so that every meeting takes place.
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

public sealed class PagerInterleavingTests
{
    private const int Resident = 16;
    private const int Pages = 64;

    [Fact]
    public void Page_changed_while_it_is_written_stays_and_keeps_the_change()
    {
        using var rig = new PagerRig(Resident, Pages);
        var handles = WithWriteHeld(rig);
        // Whichever of them are being written: all are changed.
        for (var i = 0; i < Resident; i++)
            PagerRig.Write(handles[i], i, version: 1);
        rig.Memory.LetWritesGo();

        for (var i = Resident; i < Pages; i++)
            PagerRig.Write(handles[i], i, version: 1);
        PagerRig.CheckAll(handles, version: 1);
    }

    [Fact]
    public void Page_freed_while_it_is_written_gives_everything_back()
    {
        using var rig = new PagerRig(Resident, Pages);
        var handles = WithWriteHeld(rig);
        foreach (var handle in handles)
            rig.Pager.Free(handle);
        Assert.Throws<InvalidOperationException>(() => handles[0].TryPin(PinMode.Read, out _));
        Assert.True(rig.DoomedPages > 0);
        // What is under way does not count against the capacity.
        rig.Allocate(Pages);
        rig.Memory.LetWritesGo();

        PagerRig.WaitFor(() => rig.DoomedPages == 0);
        rig.WaitForIdleReclaimer();
        Assert.Equal(0, rig.Pager.ResidentPages);
        Assert.Equal(Pages, rig.FreeSlots);
    }

    [Fact]
    public void Page_freed_while_its_write_fails_gives_everything_back()
    {
        using var rig = new PagerRig(Resident, Pages);
        var handles = WithWriteHeld(rig);
        foreach (var handle in handles)
            rig.Pager.Free(handle);
        rig.Memory.FailWrites = SwapStatus.Disconnected;
        rig.Memory.LetWritesGo();

        PagerRig.WaitFor(() => rig.DoomedPages == 0);
        rig.WaitForIdleReclaimer();
        Assert.Equal(0, rig.Pager.ResidentPages);
        Assert.Equal(Pages, rig.FreeSlots);
    }

    [Fact]
    public void Page_read_while_it_is_written_stays_resident_and_becomes_clean()
    {
        using var rig = new PagerRig(Resident, Pages);
        var handles = WithWriteHeld(rig);
        var pagesIn = rig.Pager.PagesIn;
        for (var i = 0; i < Resident; i++)
            PagerRig.Check(handles[i], i, version: 0);
        Assert.Equal(pagesIn, rig.Pager.PagesIn);
        rig.Memory.LetWritesGo();
        PagerRig.Write(handles[Resident], Resident, version: 0);
        for (var i = 0; i <= Resident; i++)
            PagerRig.Check(handles[i], i, version: 0);
    }

    [Fact]
    public void Threads_that_want_the_same_page_cause_one_read()
    {
        using var rig = new PagerRig(Resident, Pages);
        var handles = rig.AllocateFilled(Pages);
        PagerRig.CheckAll(handles);
        rig.WaitForIdleReclaimer();
        var absent = 0;
        while (rig.IsResident(handles[absent]))
            absent++;

        rig.Memory.HoldReads();
        var reads = rig.Memory.Reads;
        var threads = Start(4, _ => PagerRig.Check(handles[absent], absent, version: 0));
        PagerRig.WaitFor(() => rig.Memory.IsReadWaiting);
        rig.Memory.LetReadsGo();
        threads.Join();
        Assert.Equal(reads + 1, rig.Memory.Reads);
    }

    [Fact]
    public void Read_that_fails_reaches_every_thread_that_waited_for_it()
    {
        using var rig = new PagerRig(Resident, Pages);
        var handles = rig.AllocateFilled(Pages);
        PagerRig.CheckAll(handles);
        rig.WaitForIdleReclaimer();
        var absent = 0;
        while (rig.IsResident(handles[absent]))
            absent++;

        rig.Memory.HoldReads();
        rig.Memory.FailReads = SwapStatus.TimedOut;
        var threads = Start(4, _ => Assert.Equal(SwapStatus.TimedOut, handles[absent].TryPin(PinMode.Read, out var _)));
        PagerRig.WaitFor(() => rig.Memory.IsReadWaiting);
        rig.Memory.LetReadsGo();
        threads.Join();

        rig.Memory.FailReads = SwapStatus.Ok;
        PagerRig.Check(handles[absent], absent, version: 0);
    }

    [Fact]
    public void Pin_waits_until_another_thread_unpins()
    {
        using var rig = new PagerRig(8, Pages);
        var handles = rig.Allocate(Pages);
        var release = new ManualResetEventSlim();
        var pinned = new CountdownEvent(8);
        var holders = Start(8, i =>
        {
            using var pin = handles[i].Pin(PinMode.Write);
            SwapPages.Fill(pin.Span, i, version: 0);
            pinned.Signal();
            release.Wait();
        });
        pinned.Wait();
        var waiter = Start(1, _ => PagerRig.Write(handles[8], 8, version: 0));
        PagerRig.WaitFor(() => rig.FrameWaiters == 1);
        release.Set();
        waiter.Join();
        holders.Join();
        for (var i = 0; i <= 8; i++)
            PagerRig.Check(handles[i], i, version: 0);
    }

    [Fact]
    public void Pin_gives_up_when_every_frame_stays_pinned()
    {
        using var rig = new PagerRig(8, Pages, frameTimeout: TimeSpan.FromMilliseconds(50));
        var handles = rig.Allocate(Pages);
        PinAllThen(handles, 8, () =>
        {
            Assert.Equal(SwapStatus.NoSpace, handles[8].TryPin(PinMode.Write, out var none));
            Assert.True(none.Span.IsEmpty);
        });
        PagerRig.Write(handles[8], 8, version: 0);
        Assert.Equal(SwapStatus.Ok, rig.Pager.LastError);
    }

    [Fact]
    public void Dispose_wakes_a_thread_that_waits_for_a_frame_and_refuses_it()
    {
        using var rig = new PagerRig(Resident, Pages);
        var handles = WithWriteHeld(rig);
        var waiter = Start(1, _ => Assert.Throws<ObjectDisposedException>(() => handles[Resident].TryPin(PinMode.Write, out var _)));
        PagerRig.WaitFor(() => rig.FrameWaiters == 1);
        var disposing = Start(1, _ => rig.Pager.Dispose());
        waiter.Join();
        rig.Memory.LetWritesGo();
        disposing.Join();
    }

    /// <summary>The whole budget is dirty and one run of it is on its way to the device, which does not answer.</summary>
    private static PageHandle[] WithWriteHeld(PagerRig rig)
    {
        rig.Memory.HoldWrites();
        var handles = rig.Allocate(Pages);
        for (var i = 0; i < Resident; i++)
            PagerRig.Write(handles[i], i, version: 0);
        PagerRig.WaitFor(() => rig.Memory.IsWriteWaiting);
        return handles;
    }

    private static void PinAllThen(PageHandle[] handles, int count, Action action)
    {
        if (count == 0)
        {
            action();
            return;
        }

        using var pin = handles[count - 1].Pin(PinMode.Read);
        PinAllThen(handles, count - 1, action);
    }

    private static TestThreads Start(int count, Action<int> body) => new(count, body);
}
