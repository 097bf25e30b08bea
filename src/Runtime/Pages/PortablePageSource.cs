// Pages from the C library's heap, for systems that have no source of their own yet.
using System.Runtime.InteropServices;

namespace MemallocKit.Pages;

/// <summary>Memory from the framework's aligned allocator, had whole when it is reserved, and cleared, so touched, when it is committed.</summary>
internal sealed unsafe class PortablePageSource : PageSource
{
    public override nint Reserve(long bytes)
    {
        try
        {
            return (nint)NativeMemory.AlignedAlloc((nuint)bytes, 2 << 20);
        }
        catch (OutOfMemoryException e)
        {
            throw new ReserveException(
                $"The operating system refused {bytes:N0} bytes. Free memory or ask for a smaller zone.", e);
        }
    }

    public override void Commit(nint address, long bytes) => NativeMemory.Clear((void*)address, (nuint)bytes);

    public override void Release(nint address, long bytes) => NativeMemory.AlignedFree((void*)address);
}
