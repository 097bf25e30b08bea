// The order of the steps of a commit, and what a refusal undoes, on a system that refuses at will.
using System.Runtime.InteropServices;
using MemallocKit.Pages;

namespace MemallocKit.Runtime.Tests.Pages;

public sealed unsafe class SystemPageSourceTests : IDisposable
{
    private const int OutOfMemory = 12;

    private readonly nint _page = Environment.SystemPageSize;
    private readonly nint _memory;

    public SystemPageSourceTests() => _memory = (nint)NativeMemory.AlignedAlloc((nuint)(4 * _page), (nuint)_page);

    public void Dispose() => NativeMemory.AlignedFree((void*)_memory);

    [Theory]
    [InlineData(false, new[] { "commit" })]
    [InlineData(true, new[] { "commit", "lock" })]
    public void A_commit_ends_with_locking_where_that_is_asked_for(bool locked, string[] expected)
    {
        var source = new RefusingSource(locked, refused: null);
        source.Commit(_memory, 2 * _page);
        Assert.Equal(expected.Select(call => (call, _memory, 2 * _page)), source.Calls);
    }

    [Theory]
    [InlineData("commit", "commit {0:N0} bytes", "smaller zone")]
    [InlineData("populate", "commit {0:N0} bytes", "smaller zone")]
    [InlineData("lock", "lock {0:N0} bytes into memory", "without locking")]
    public void A_refusal_at_any_step_is_undone_and_told_with_error_numbers_and_remedy(string step, string told, string remedy)
    {
        var bytes = 2 * _page;
        var source = new RefusingSource(locked: true, step);
        var e = Assert.Throws<ReserveException>(() => source.Commit(_memory, bytes));
        Assert.Equal("decommit", source.Calls[^1].Name);
        Assert.Equal(step, source.Calls[^2].Name);
        Assert.Contains(string.Format(null, told, bytes), e.Message, StringComparison.Ordinal);
        Assert.Contains("(error 12)", e.Message, StringComparison.Ordinal);
        Assert.Contains("a test leaves 77 bytes.", e.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_reservation_is_told_with_error_numbers_and_remedy()
    {
        var e = Assert.Throws<ReserveException>(() => new RefusingSource(locked: false, "reserve").Reserve(123_456));
        Assert.Contains("reserve 123,456 bytes of addresses", e.Message, StringComparison.Ordinal);
        Assert.Contains("(error 12)", e.Message, StringComparison.Ordinal);
        Assert.Contains("smaller maximum", e.Message, StringComparison.Ordinal);
    }

    /// <summary>Where the system's pages are longer than the kit's, two ranges share one; a system refuses addresses inside of a page.</summary>
    [Fact]
    public void A_range_that_does_not_begin_and_end_with_a_page_is_committed_in_whole_pages_and_undone_without_its_edges()
    {
        var source = new RefusingSource(locked: true, "lock");
        Assert.Throws<ReserveException>(() => source.Commit(_memory + (_page / 2), 3 * _page));
        Assert.Equal(
            [("commit", _memory, 4 * _page), ("lock", _memory, 4 * _page), ("decommit", _memory + _page, 2 * _page)],
            source.Calls);

        source.Calls.Clear();
        Assert.Throws<ReserveException>(() => source.Commit(_memory + (_page / 4), _page / 2));
        Assert.Equal([("commit", _memory, _page), ("lock", _memory, _page)], source.Calls);
    }

    [Fact]
    public void Touching_reaches_every_page_of_the_range_and_nothing_beyond_it()
    {
        new Span<byte>((void*)_memory, (int)(4 * _page)).Fill(7);
        new RefusingSource(locked: false, refused: null).Commit(_memory + (_page / 2), 3 * _page);
        var touched = Enumerable.Range(0, (int)(4 * _page)).Where(offset => *(byte*)(_memory + offset) == 0);
        Assert.Equal([(int)_page / 2, (int)_page, 2 * (int)_page, 3 * (int)_page], touched);
    }

    /// <summary>Its memory is the test's, committed from the start; only touching is real.</summary>
    private sealed class RefusingSource(bool locked, string? refused) : SystemPageSource(new(HugePages: false, Lock: locked))
    {
        public List<(string Name, nint Address, nint Bytes)> Calls { get; } = [];

        public override void Release(nint address, long bytes) => Done("release", address, bytes);

        protected override bool TryReserve(long bytes, out nint address) => Done("reserve", address = 0, bytes);

        protected override bool TryCommit(nint address, long bytes) => Done("commit", address, bytes);

        protected override bool TryPopulate(nint address, long bytes) =>
            refused == "populate" ? Done("populate", address, bytes) : base.TryPopulate(address, bytes);

        protected override bool TryLock(nint address, long bytes) => Done("lock", address, bytes);

        protected override void Decommit(nint address, long bytes)
        {
            Done("decommit", address, bytes);
            Marshal.SetLastPInvokeError(0);
        }

        protected override MemoryLimit LimitOf(PageStep step) => new(77, "a test");

        private bool Done(string name, nint address, long bytes)
        {
            Calls.Add((name, address, (nint)bytes));
            if (name != refused)
                return true;
            Marshal.SetLastPInvokeError(OutOfMemory);
            return false;
        }
    }
}
