// Who waits for reserves, and who holds them.
using System.Buffers;
using System.Text;
using MemallocKit.Diagnostics;

namespace MemallocKit;

/// <summary>
/// Reports, for each reserve of a tree that is in use, who waits for how much and how long, first in line first, and who holds how much and
/// how long (if <see cref="ReserveNode.TrackHolders"/> was set before it was connected; else how much is held, by all together). Threads
/// go by their managed id. A reserve that nothing is charged to and nobody waits for is left out. Thread-safe; figures are
/// read one after the other, so a report of a tree in use is no snapshot.
/// </summary>
public static class StallReport
{
    /// <summary>The report as text; empty when no reserve is in use.</summary>
    public static string ToText(ReserveNode root)
    {
        for (var size = 4096; ; size *= 2)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(size);
            try
            {
                if (TryWrite(root, buffer, out var written))
                    return Encoding.UTF8.GetString(buffer, 0, written);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    /// <summary>
    /// Writes the report as UTF-8, without allocating: it can be called when memory is gone, if it was called once before, at start.
    /// </summary>
    /// <param name="root">The node to start from.</param>
    /// <param name="utf8">Where to write.</param>
    /// <param name="written">How many bytes were written.</param>
    /// <returns>False when the span is too short; the lines that fitted were written.</returns>
    public static bool TryWrite(ReserveNode root, Span<byte> utf8, out int written)
    {
        ArgumentNullException.ThrowIfNull(root);
        var writer = new Utf8Writer(utf8);
        var walk = new ReserveWalk(root);
        while (!writer.Overflowed && walk.MoveNext())
        {
            if (walk.Current is Reserve reserve)
                StallForm.AddReserve(ref writer, reserve);
        }

        written = writer.Ended;
        return !writer.Overflowed;
    }
}
