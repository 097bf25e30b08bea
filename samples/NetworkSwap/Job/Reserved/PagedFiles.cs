// The working set in paged memory: files over page handles, and what is known about each page.

using MemallocKit;
using MemallocKit.Swap;

namespace NetworkSwap.Job.Reserved;

/// <summary>One thread. Everything that is needed later is allocated by the constructor.</summary>
internal sealed class PagedFiles(Pager pager, WorkingSet workingSet)
{
    private readonly PageHandle[] _handles = new PageHandle[workingSet.Pages];
    private readonly ulong[] _checksums = new ulong[workingSet.Pages];
    private readonly uint[] _versions = new uint[workingSet.Pages];

    /// <summary>Reads all files into paged memory.</summary>
    /// <param name="progress">Called with the number of pages loaded.</param>
    public SwapStatus Load(Action<long> progress)
    {
        foreach (InputFile file in workingSet.Files)
        {
            using var handle = InputReader.Open(file);
            for (int i = 0; i < file.Pages; i++)
            {
                int page = file.FirstPage + i;
                _handles[page] = pager.Allocate();
                SwapStatus status = _handles[page].TryPin(PinMode.Write, out PagePin pin);
                if (status != SwapStatus.Ok)
                    return status;
                using (pin)
                {
                    InputReader.Read(handle, file, i, pin.Span);
                    _checksums[page] = PageContent.Checksum(pin.Span, mask: 0);
                }

                progress(page + 1);
            }
        }

        return SwapStatus.Ok;
    }

    /// <summary>Checks a page and, on a write, changes it to its next version.</summary>
    /// <param name="good">Whether it held what was last written.</param>
    [Memalloc]
    public SwapStatus Visit(in PagingContext memalloc, int page, bool write, out bool good)
    {
        SwapStatus status = _handles[page].TryPin(write ? PinMode.Write : PinMode.Read, out PagePin pin);
        using (pin)
        {
            good = status != SwapStatus.Ok || PageContent.Checksum(pin.Span, PageContent.Mask(page, _versions[page])) == _checksums[page];
            if (status == SwapStatus.Ok && write)
            {
                PageContent.Apply(pin.Span, PageContent.Mask(page, _versions[page]) ^ PageContent.Mask(page, _versions[page] + 1));
                _versions[page]++;
            }
        }

        return status;
    }

    /// <summary>Copies a page as its file has it.</summary>
    [Memalloc]
    public SwapStatus CopyPlain(in PagingContext memalloc, int page, Span<byte> plain)
    {
        SwapStatus status = _handles[page].TryPin(PinMode.Read, out PagePin pin);
        using (pin)
        {
            if (status == SwapStatus.Ok)
                pin.Span.CopyTo(plain);
        }

        PageContent.Apply(plain, PageContent.Mask(page, _versions[page]));
        return status;
    }
}
