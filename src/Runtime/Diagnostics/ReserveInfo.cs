// reserve_info: the report of a tree.
using System.Buffers;
using System.Text;
using MemallocKit.Diagnostics;

namespace MemallocKit;

/// <summary>
/// Reports a reserve tree: for each node an <c>id</c> (unique in the process, kept for life), its parent's, the name, the unit of its
/// amounts (<c>page</c>, <c>byte</c>, <c>object</c>; <c>mixed</c> on groups, whose amounts only add up), pages, usage, limit,
/// peak, and whether it is connected. Thread-safe. Figures are read one after the other, so a report of a tree in use is no
/// snapshot. Nodes that enter the tree meanwhile are left out.
/// </summary>
public static class ReserveInfo
{
    private const int StreamBufferBytes = 512;

    // Each attempt is spoilt by a call that detaches a group: set-up, and rare.
    private const int MostAttempts = 100;

    /// <summary>The report for people.</summary>
    public static string ToText(ReserveNode root) => ToString(root, ReserveInfoFormat.Text);

    /// <summary>The report for scripts; see <see cref="ReserveInfoFormat.Lines"/>.</summary>
    public static string ToLines(ReserveNode root) => ToString(root, ReserveInfoFormat.Lines);

    /// <summary>The report for programs; see <see cref="ReserveInfoFormat.Json"/>.</summary>
    public static string ToJson(ReserveNode root) => ToString(root, ReserveInfoFormat.Json);

    /// <summary>
    /// Writes the report as UTF-8, without allocating: it can be called when memory is gone, if it was called once before, at start.
    /// </summary>
    /// <param name="root">The node to start from.</param>
    /// <param name="utf8">Where to write.</param>
    /// <param name="written">How many bytes were written.</param>
    /// <param name="format">The form.</param>
    /// <returns>False when the span is too short; the nodes that fitted as a whole were written.</returns>
    public static bool TryWrite(ReserveNode root, Span<byte> utf8, out int written, ReserveInfoFormat format = ReserveInfoFormat.Text)
    {
        Check(root, format);
        Utf8Writer writer;
        var attempt = 0;
        do
            writer = new Utf8Writer(utf8);
        while (!ReserveReport.Add(ref writer, root, format) && ++attempt < MostAttempts);
        written = writer.Ended;
        return !writer.Overflowed;
    }

    /// <summary>
    /// Writes the report to a stream as UTF-8, in pieces of up to 512 bytes. Allocates nothing itself, so with a stream that does not either
    /// (one on a file that is open already, without a buffer) it can be called when memory is gone, if it was called once before.
    /// A group that is detached meanwhile, of whichever tree, ends it early, in good form.
    /// </summary>
    /// <param name="root">The node to start from.</param>
    /// <param name="stream">Where to write; not flushed.</param>
    /// <param name="format">The form.</param>
    public static void Write(ReserveNode root, Stream stream, ReserveInfoFormat format = ReserveInfoFormat.Text)
    {
        Check(root, format);
        ArgumentNullException.ThrowIfNull(stream);
        var writer = new Utf8Writer(stackalloc byte[StreamBufferBytes], stream);
        ReserveReport.Add(ref writer, root, format);
        writer.Flush();
    }

    private static string ToString(ReserveNode root, ReserveInfoFormat format)
    {
        for (var size = 4096; ; size *= 2)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(size);
            try
            {
                if (TryWrite(root, buffer, out var written, format))
                    return Encoding.UTF8.GetString(buffer, 0, written);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private static void Check(ReserveNode root, ReserveInfoFormat format)
    {
        ArgumentNullException.ThrowIfNull(root);
        if (format is < ReserveInfoFormat.Text or > ReserveInfoFormat.Json)
            throw new ArgumentOutOfRangeException(nameof(format), format, "Not a form of the report.");
    }
}
