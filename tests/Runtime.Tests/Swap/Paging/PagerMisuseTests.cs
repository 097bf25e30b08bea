// Bad calls are refused and change nothing.
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

public sealed class PagerMisuseTests
{
    [Fact]
    public void Freed_handle_is_stale_even_when_its_place_was_given_away_again()
    {
        using var rig = new PagerRig(8, 8);
        var stale = rig.Pager.Allocate();
        rig.Pager.Free(stale);
        Assert.Throws<InvalidOperationException>(() => rig.Pager.Free(stale));
        var handles = rig.AllocateFilled(8);
        Assert.Throws<InvalidOperationException>(() => rig.Pager.Free(stale));
        Assert.Throws<InvalidOperationException>(() => stale.TryPin(PinMode.Write, out _));
        PagerRig.CheckAll(handles);
        Assert.Equal(8, rig.AllocatedPages);
    }

    [Fact]
    public void Handle_of_another_pager_is_refused()
    {
        using var rig = new PagerRig(8, 8);
        using var other = new PagerRig(8, 8);
        var foreign = other.Pager.Allocate();
        Assert.Throws<ArgumentException>(() => rig.Pager.Free(foreign));
        Assert.Throws<ArgumentException>(() => rig.Pager.TryPin(foreign, PinMode.Read, out _));
        Assert.Equal(1, other.AllocatedPages);
    }

    [Fact]
    public void Default_handle_is_refused()
    {
        using var rig = new PagerRig(8, 8);
        Assert.Throws<ArgumentException>(() => rig.Pager.Free(default));
        Assert.Throws<InvalidOperationException>(() => default(PageHandle).TryPin(PinMode.Read, out _));
    }

    [Fact]
    public void Pinned_page_cannot_be_freed()
    {
        using var rig = new PagerRig(8, 8);
        var handle = rig.Pager.Allocate();
        using (var pin = handle.Pin(PinMode.Write))
        {
            SwapPages.Fill(pin.Span, 0, version: 1);
            Assert.Throws<InvalidOperationException>(() => rig.Pager.Free(handle));
        }

        PagerRig.Check(handle, 0, version: 1);
        rig.Pager.Free(handle);
    }

    [Fact]
    public void Pin_disposed_twice_counts_once()
    {
        using var rig = new PagerRig(8, 8);
        var handle = rig.Pager.Allocate();
        var pin = handle.Pin(PinMode.Read);
        pin.Dispose();
        Assert.True(pin.Span.IsEmpty);
        pin.Dispose();
        default(PagePin).Dispose();
        rig.Pager.Free(handle);
    }

    [Fact]
    public void Copy_of_a_disposed_pin_is_refused()
    {
        using var rig = new PagerRig(8, 8);
        var handle = rig.Pager.Allocate();
        var pin = handle.Pin(PinMode.Read);
        var copy = pin;
        pin.Dispose();
        try
        {
            copy.Dispose();
            Assert.Fail("the page is not pinned any more");
        }
        catch (InvalidOperationException)
        {
            rig.Pager.Free(handle);
        }
    }

    [Fact]
    public void Pager_with_pins_cannot_be_disposed_and_goes_on_working()
    {
        using var rig = new PagerRig(8, 64);
        var handle = rig.Pager.Allocate();
        using (handle.Pin(PinMode.Read))
            Assert.Throws<InvalidOperationException>(rig.Pager.Dispose);
        PagerRig.CheckAll(rig.AllocateFilled(63));
    }

    [Fact]
    public void Disposed_pager_refuses_everything_but_another_dispose()
    {
        var rig = new PagerRig(8, 8);
        var handle = rig.Pager.Allocate();
        rig.Dispose();
        rig.Pager.Dispose();
        Assert.Throws<ObjectDisposedException>(() => rig.Pager.Allocate());
        Assert.Throws<ObjectDisposedException>(() => rig.Pager.Free(handle));
        Assert.Throws<ObjectDisposedException>(() => handle.TryPin(PinMode.Read, out _));
        Assert.Throws<ObjectDisposedException>(rig.Pager.PrimeThread);
    }
}
