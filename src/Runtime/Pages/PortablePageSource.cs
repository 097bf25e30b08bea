// Pages from the C library's heap, for systems that have no source of their own yet.
using System.Runtime.InteropServices;
using MemallocKit.Estimation;

namespace MemallocKit.Pages;

/// <summary>Memory from the framework's aligned allocator, cleared, so that every page is touched.</summary>
internal sealed unsafe class PortablePageSource : PageSource
{
    public override nint Commit(long bytes)
    {
        try
        {
            var address = NativeMemory.AlignedAlloc((nuint)bytes, PageArithmetic.PageBytes);
            NativeMemory.Clear(address, (nuint)bytes);
            return (nint)address;
        }
        catch (OutOfMemoryException e)
        {
            throw new ReserveException(
                $"The operating system refused {bytes:N0} bytes. Free memory or ask for a smaller zone.", e);
        }
    }

    public override void Release(nint address, long bytes) => NativeMemory.AlignedFree((void*)address);
}
