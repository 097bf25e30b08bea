// reserve_info: the report of a tree.
using System.Buffers;
using System.Text;
using MemallocKit.Diagnostics;

namespace MemallocKit;

/// <summary>
/// Reports a reserve tree as the patch set did: a line a node, indented, with its size and <c>(usage/limit)</c> in the
/// node's own unit. Thread-safe; figures are read one after the other, so a report of a tree in use is no snapshot.
/// </summary>
public static class ReserveInfo
{
    /// <summary>The report as text.</summary>
    public static string ToText(ReserveNode root)
    {
        ArgumentNullException.ThrowIfNull(root);
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
    /// <returns>False when the span is too short; what fitted was written.</returns>
    public static bool TryWrite(ReserveNode root, Span<byte> utf8, out int written)
    {
        ArgumentNullException.ThrowIfNull(root);
        var writer = new ReserveInfoText(utf8, ReserveInfoText.NameWidth(root, 0));
        var complete = writer.TryWrite(root, 0);
        written = writer.Written;
        return complete;
    }
}
