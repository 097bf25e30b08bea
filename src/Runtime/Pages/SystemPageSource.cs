// The steps of a commit and what undoes them. The files of the systems hold the single calls.
using System.Runtime.InteropServices;

namespace MemallocKit.Pages;

/// <summary>The step at which the system refused.</summary>
internal enum PageStep
{
    Reserve,
    Commit,
    Populate,
    Lock,
}

/// <summary>
/// A call of a system returns false with the last P/Invoke error set. Amounts reach it in whole pages of the system, which
/// may be longer than the kit's (16 KiB on Apple silicon): a page at the edge may belong to a range that was committed
/// before, so committing must bear repetition, and neither touching nor undoing may reach beyond the range that is asked for.
/// </summary>
internal abstract unsafe class SystemPageSource(PageSourceOptions options) : PageSource
{
    private static readonly long s_page = Environment.SystemPageSize;

    public sealed override MemoryLimit Limit => LimitOf(options.Lock ? PageStep.Lock : PageStep.Commit);

    protected bool HugePages => options.HugePages;

    public sealed override nint Reserve(long bytes)
    {
        if (!TryReserve(RoundUp(bytes), out var address))
            throw Refused(PageStep.Reserve, bytes, Marshal.GetLastPInvokeError());
        return address;
    }

    public sealed override void Commit(nint address, long bytes)
    {
        var start = address & (nint)(-s_page);
        var length = RoundUp(address + bytes) - start;
        PageStep step;
        if (!TryCommit(start, length))
            step = PageStep.Commit;
        else if (!TryPopulate(address, bytes))
            step = PageStep.Populate;
        else if (options.Lock && !TryLock(start, length))
            step = PageStep.Lock;
        else
            return;

        // The error is read before undoing, which sets another; undone before the exception is made, which allocates.
        var error = Marshal.GetLastPInvokeError();
        var own = (nint)RoundUp(address);
        var ownEnd = (address + (nint)bytes) & (nint)(-s_page);
        if (ownEnd > own)
            Decommit(own, ownEnd - own);
        throw Refused(step, bytes, error);
    }

    protected abstract bool TryReserve(long bytes, out nint address);

    protected abstract bool TryCommit(nint address, long bytes);

    /// <summary>Touches every page. A system that can say that there is no memory, instead of ending the process, is asked first.</summary>
    protected virtual bool TryPopulate(nint address, long bytes)
    {
        for (var page = address; page < address + bytes; page = (page & (nint)(-s_page)) + (nint)s_page)
            Volatile.Write(ref *(byte*)page, 0);
        return true;
    }

    protected abstract bool TryLock(nint address, long bytes);

    /// <summary>Makes a range what it was before it was committed, as far as that can be had.</summary>
    protected abstract void Decommit(nint address, long bytes);

    /// <summary>What a step may still have. All that limits committing limits locking too.</summary>
    protected abstract MemoryLimit LimitOf(PageStep step);

    private static long RoundUp(long value) => (value + s_page - 1) & -s_page;

    private ReserveException Refused(PageStep step, long bytes, int error)
    {
        var amount = $"{bytes:N0} bytes";
        var (failed, remedy) = step switch
        {
            PageStep.Reserve => ($"reserve {amount} of addresses", "Ask for a smaller maximum size or raise the limit."),
            PageStep.Lock => ($"lock {amount} into memory", "Ask for a smaller zone, raise the limit, or do without locking."),
            _ => ($"commit {amount}", "Ask for a smaller zone, free memory or raise the limit."),
        };
        var limit = LimitOf(step);
        var numbers = limit == MemoryLimit.None ? "" : $" {limit.Source} leaves {limit.AvailableBytes:N0} bytes.";
        return new ReserveException(
            $"The operating system refused to {failed}: {Marshal.GetPInvokeErrorMessage(error)} (error {error}).{numbers} {remedy}");
    }
}
