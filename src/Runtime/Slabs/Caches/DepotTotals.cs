// What all depots of a zone hold together.
using System.Runtime.InteropServices;

namespace MemallocKit.Slabs;

/// <summary>Counted apart from the depots, so that "is there anything to trim" is one read.</summary>
internal sealed class DepotTotals
{
    private Counts _counts;

    public long CachedBytes => Volatile.Read(ref _counts.Bytes);

    /// <summary>Full and empty ones.</summary>
    public long Magazines => Volatile.Read(ref _counts.Magazines);

    public void Add(int magazines, long bytes)
    {
        if (magazines != 0)
            Interlocked.Add(ref _counts.Magazines, magazines);
        if (bytes != 0)
            Interlocked.Add(ref _counts.Bytes, bytes);
    }

    [StructLayout(LayoutKind.Explicit, Size = 272)]
    private struct Counts
    {
        [FieldOffset(128)]
        public long Magazines;

        [FieldOffset(136)]
        public long Bytes;
    }
}
