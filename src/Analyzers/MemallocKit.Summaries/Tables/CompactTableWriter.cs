// Writes the compact form of a table.
using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;

namespace MemallocKit.Summaries.Tables;

internal static class CompactTableWriter
{
    /// <exception cref="InvalidOperationException">No seed keeps the ids apart: there are far more of them than any framework has.</exception>
    public static void Write(SummaryTable table, Stream stream)
    {
        var (seed, sorted) = Arrange(table);
        stream.Write(CompactTable.Magic, 0, CompactTable.Magic.Length);
        stream.WriteByte(CompactTable.Version);
        using var writer = new BinaryWriter(new DeflateStream(stream, CompressionLevel.SmallestSize, leaveOpen: true), Encoding.UTF8);
        WriteNumber(writer, seed);
        WriteTexts(writer, table.Sources);
        WriteTexts(writer, table.Assumptions);
        var residuals = sorted.Select(e => e.Entry.Residuals).Where(r => r.Length > 0).Distinct().OrderBy(r => r, StringComparer.Ordinal).ToList();
        WriteTexts(writer, residuals);
        WriteNumber(writer, (uint)sorted.Length);
        for (var i = 0; i < sorted.Length; i++)
        {
            WriteNumber(writer, sorted[i].Hash - (i > 0 ? sorted[i - 1].Hash : 0));
        }

        for (var i = 0; i < sorted.Length; i += 2)
        {
            var second = i + 1 < sorted.Length ? (int)sorted[i + 1].Entry.Class : 0;
            writer.Write((byte)((int)sorted[i].Entry.Class | (second << 4)));
        }

        var numbers = residuals.Select((r, i) => (r, i)).ToDictionary(p => p.r, p => (uint)p.i + 1);
        foreach (var (_, entry) in sorted.Where(e => e.Entry.Class == SummaryClass.Virtual))
        {
            WriteNumber(writer, entry.Residuals.Length == 0 ? 0 : numbers[entry.Residuals]);
        }
    }

    // Apart from each other, and from what the methods' other form would be called: of most, calls without optional arguments have no
    // entry of their own, and a lookup must not find one.
    private static (uint Seed, (uint Hash, SummaryEntry Entry)[] Sorted) Arrange(SummaryTable table)
    {
        var absent = table.Entries.Select(e => e.Key)
            .Where(id => !id.EndsWith(SummaryTable.WithDefaults, StringComparison.Ordinal) && !table.TryFindWithDefaults(id, out _)).ToArray();
        for (uint seed = 0; seed < 1000; seed++)
        {
            var sorted = table.Entries.Select(e => (Hash: StableHash.Of(e.Key, seed), Entry: e.Value)).OrderBy(e => e.Hash).ToArray();
            var hashes = Array.ConvertAll(sorted, e => e.Hash);
            if (Enumerable.Range(1, Math.Max(0, hashes.Length - 1)).All(i => hashes[i] != hashes[i - 1])
                && Array.TrueForAll(absent, id => Array.BinarySearch(hashes, StableHash.Of(id, seed, SummaryTable.WithDefaults)) < 0))
            {
                return (seed, sorted);
            }
        }

        throw new InvalidOperationException("No seed keeps the ids apart.");
    }

    private static void WriteTexts(BinaryWriter writer, IReadOnlyList<string> texts)
    {
        WriteNumber(writer, (uint)texts.Count);
        foreach (var text in texts)
        {
            writer.Write(text);
        }
    }

    private static void WriteNumber(BinaryWriter writer, uint number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            writer.Write((byte)(number | 0x80));
        }

        writer.Write((byte)number);
    }
}
