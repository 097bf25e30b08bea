// What Linux and macOS have in common: mmap and its family.
using System.Runtime.InteropServices;

namespace MemallocKit.Pages;

/// <summary>
/// Addresses are a mapping without access, committed by allowing access. Undoing maps the range anew, since only that gives
/// pages, locks, advice and the charge for them back at once.
/// </summary>
/// <param name="options">What is asked of the memory.</param>
/// <param name="anonymous">The system's value of <c>MAP_ANONYMOUS</c>.</param>
/// <param name="noReserve">The system's value of <c>MAP_NORESERVE</c>.</param>
internal abstract partial class PosixPageSource(PageSourceOptions options, int anonymous, int noReserve) : SystemPageSource(options)
{
    // The same on both systems.
    private const int NoAccess = 0;
    private const int ReadWrite = 1 | 2;
    private const int Private = 0x02;
    private const int Fixed = 0x10;

    private readonly int _addresses = Private | anonymous | noReserve;

    public sealed override void Release(nint address, long bytes) => _ = MemoryUnmap(address, (nuint)bytes);

    /// <summary>mmap promises no alignment, so more is mapped and the ends are given back.</summary>
    protected sealed override bool TryReserve(long bytes, out nint address)
    {
        var start = MemoryMap(0, (nuint)(bytes + Alignment), NoAccess, _addresses, -1, 0);
        address = (start + (nint)Alignment - 1) & (nint)(-Alignment);
        if (start == -1)
            return false;
        var head = address - start;
        if (head > 0)
            Release(start, head);
        if (head < Alignment)
            Release(address + (nint)bytes, Alignment - head);
        return true;
    }

    protected override bool TryCommit(nint address, long bytes) => MemoryProtect(address, (nuint)bytes, ReadWrite) == 0;

    protected sealed override bool TryLock(nint address, long bytes) => MemoryLock(address, (nuint)bytes) == 0;

    protected sealed override void Decommit(nint address, long bytes) =>
        _ = MemoryMap(address, (nuint)bytes, NoAccess, _addresses | Fixed, -1, 0);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint MemoryMap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int MemoryUnmap(nint address, nuint length);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int MemoryProtect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "mlock", SetLastError = true)]
    private static partial int MemoryLock(nint address, nuint length);
}
