// Who is evicted, decided on books that are set by hand.
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

public sealed class ClockTests : IDisposable
{
    private const int Frames = 8;

    private readonly Zone _zone = new(new ZoneOptions { Bytes = Frames * SwapPages.Bytes, ThreadCaches = false });
    private readonly PagerState _state;
    private readonly Clock _clock;

    public ClockTests()
    {
        _state = new PagerState(_zone, Frames, capacityPages: Frames, slots: Frames);
        _clock = new Clock(_state);
        for (var i = 0; i < Frames; i++)
        {
            Assert.True(_state.Pages.TryAllocate(out var page));
            Assert.True(_state.Frames.TryTake(page, out var frame));
            _state.Pages[page].Frame = frame;
        }
    }

    public void Dispose()
    {
        _state.Dispose();
        _zone.Dispose();
    }

    [Fact]
    public void Clean_pages_are_dropped_and_dirty_ones_listed()
    {
        At(0).Set(SwapPageFlags.Dirty);
        At(2).Set(SwapPageFlags.Dirty);
        Assert.Equal([0, 2], Select(wanted: 4, out var dropped));
        Assert.Equal(2, dropped);
        Assert.Equal([0, 2, 4, 5, 6, 7], Resident());
        Assert.True(At(0).Has(SwapPageFlags.Writing));
    }

    [Fact]
    public void Page_used_lately_gets_a_second_chance_but_no_third()
    {
        At(0).Set(SwapPageFlags.Referenced);
        At(1).Set(SwapPageFlags.Referenced);
        Select(wanted: 2, out _);
        Assert.Equal([0, 1, 4, 5, 6, 7], Resident());
        Select(wanted: 5, out _);
        Assert.Equal([1], Resident());
    }

    [Fact]
    public void Hand_goes_on_where_it_stopped()
    {
        Select(wanted: 3, out _);
        Select(wanted: 3, out _);
        Assert.Equal([6, 7], Resident());
    }

    [Fact]
    public void All_pages_used_lately_still_make_room()
    {
        for (var frame = 0; frame < Frames; frame++)
            At(frame).Set(SwapPageFlags.Referenced);
        Select(wanted: 2, out var dropped);
        Assert.Equal(2, dropped);
    }

    [Fact]
    public void Pages_pinned_or_under_way_are_left_alone()
    {
        At(0).Pins = 1;
        At(1).Set(SwapPageFlags.Reading);
        At(2).Set(SwapPageFlags.Writing | SwapPageFlags.Dirty);
        Assert.Empty(Select(wanted: Frames, out _));
        Assert.Equal([0, 1, 2], Resident());
        Assert.Empty(Select(wanted: Frames, out var dropped));
        Assert.Equal(0, dropped);
    }

    [Fact]
    public void Clean_pages_are_kept_on_demand()
    {
        At(5).Set(SwapPageFlags.Dirty);
        Assert.Equal([5], Select(wanted: Frames, out var dropped, dropClean: false));
        Assert.Equal(0, dropped);
    }

    [Fact]
    public void Drop_clean_takes_pages_used_lately_but_no_dirty_or_pinned_ones()
    {
        for (var frame = 0; frame < Frames; frame++)
            At(frame).Set(SwapPageFlags.Referenced);
        At(3).Set(SwapPageFlags.Dirty);
        At(4).Pins = 1;
        Assert.Equal(Frames - 2, _clock.DropClean(Frames));
        Assert.Equal([3, 4], Resident());
    }

    private ref SwapPage At(int frame) => ref _state.Pages[_state.Frames.PageOf(frame)];

    /// <summary>The frames that were selected to be written.</summary>
    private int[] Select(int wanted, out int dropped, bool dropClean = true)
    {
        var pages = new int[wanted];
        var count = _clock.Select(pages, dropClean, out dropped);
        return [.. pages.Take(count).Select(page => _state.Pages[page].Frame)];
    }

    private int[] Resident() => [.. Enumerable.Range(0, Frames).Where(frame => _state.Frames.PageOf(frame) != SwapPage.None)];
}
