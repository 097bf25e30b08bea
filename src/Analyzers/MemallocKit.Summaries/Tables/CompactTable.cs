// The compact form of a table: what analyzers load.
using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace MemallocKit.Summaries.Tables;

/// <summary>
/// Four bits a class by 32 bits of hash, with the residuals, deflated. It holds no ids, so it answers for ids that it was not
/// made from with one chance in 80,000 of being wrong: ask it only for methods of the assemblies among its sources. Immutable;
/// safe to use from several threads.
/// </summary>
/// <remarks>
/// The file: the bytes <c>MKST</c>, a version byte, then deflated: seed, sources, assumptions, the distinct residuals, the number
/// of entries, the differences of the sorted hashes, the classes two to a byte (low half first), and for each entry of class
/// <see cref="SummaryClass.Virtual"/> the number of its residuals (0: none). Numbers are seven bits to a byte, low first; texts are
/// UTF-8 behind their length; lists begin with their length.
/// </remarks>
internal sealed class CompactTable : ISummaryLookup
{
    public const byte Version = 1;

    private readonly uint _seed;
    private readonly uint[] _hashes;
    private readonly byte[] _classes;
    private readonly ushort[] _numbers;
    private readonly string[] _residuals;

    private CompactTable(
        uint seed, string[] sources, string[] assumptions, uint[] hashes, byte[] classes, ushort[] numbers, string[] residuals)
    {
        _seed = seed;
        Sources = sources;
        Assumptions = assumptions;
        _hashes = hashes;
        _classes = classes;
        _numbers = numbers;
        _residuals = residuals;
    }

    /// <summary>What a compact table begins with.</summary>
    public static byte[] Magic => new[] { (byte)'M', (byte)'K', (byte)'S', (byte)'T' };

    public IReadOnlyList<string> Sources { get; }

    public IReadOnlyList<string> Assumptions { get; }

    public int Count => _hashes.Length;

    public bool TryFind(string id, out SummaryEntry entry) => TryFindHash(StableHash.Of(id, _seed), out entry);

    public bool TryFindWithDefaults(string id, out SummaryEntry entry) =>
        TryFindHash(StableHash.Of(id, _seed, SummaryTable.WithDefaults), out entry);

    /// <summary>The table without its ids: hash and entry, by which two tables of one seed can be compared.</summary>
    public IEnumerable<KeyValuePair<uint, SummaryEntry>> Entries
    {
        get
        {
            for (var i = 0; i < _hashes.Length; i++)
            {
                yield return new KeyValuePair<uint, SummaryEntry>(_hashes[i], EntryAt(i));
            }
        }
    }

    /// <exception cref="FormatException">The stream is not such a table, is of a later version, or is damaged.</exception>
    public static CompactTable Read(Stream stream)
    {
        try
        {
            foreach (var expected in Magic)
            {
                if (stream.ReadByte() != expected)
                {
                    throw new FormatException("it does not begin as a compact table does");
                }
            }

            var version = stream.ReadByte();
            if (version != Version)
            {
                throw new FormatException($"its version is {version}, and {Version} is what can be read");
            }

            using (var reader = new BinaryReader(new DeflateStream(stream, CompressionMode.Decompress, leaveOpen: true), Encoding.UTF8))
            {
                return Read(reader);
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            throw new FormatException($"it is damaged: {e.Message}", e);
        }
    }

    private static CompactTable Read(BinaryReader reader)
    {
        var seed = ReadNumber(reader);
        var sources = ReadTexts(reader);
        var assumptions = ReadTexts(reader);
        var residuals = ReadTexts(reader);
        var hashes = new uint[Limited(ReadNumber(reader))];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = ReadNumber(reader) + (i > 0 ? hashes[i - 1] : 0);
        }

        var classes = reader.ReadBytes((hashes.Length + 1) / 2);
        var numbers = new ushort[hashes.Length];
        for (var i = 0; i < hashes.Length; i++)
        {
            var summaryClass = ClassAt(classes, i);
            if (summaryClass > SummaryClass.AllocAlways)
            {
                throw new FormatException($"entry {i} has a class that does not exist");
            }

            numbers[i] = summaryClass == SummaryClass.Virtual ? checked((ushort)ReadNumber(reader)) : (ushort)0;
            if (numbers[i] > residuals.Length)
            {
                throw new FormatException($"entry {i} has residuals that do not exist");
            }
        }

        return new CompactTable(seed, sources, assumptions, hashes, classes, numbers, residuals);
    }

    private bool TryFindHash(uint hash, out SummaryEntry entry)
    {
        var index = Array.BinarySearch(_hashes, hash);
        entry = index >= 0 ? EntryAt(index) : default;
        return index >= 0;
    }

    private SummaryEntry EntryAt(int index) =>
        new SummaryEntry(ClassAt(_classes, index), _numbers[index] == 0 ? "" : _residuals[_numbers[index] - 1]);

    private static SummaryClass ClassAt(byte[] classes, int index) => (SummaryClass)((classes[index / 2] >> (index % 2 * 4)) & 0xF);

    private static string[] ReadTexts(BinaryReader reader)
    {
        var texts = new string[Limited(ReadNumber(reader))];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.ReadString();
        }

        return texts;
    }

    private static uint ReadNumber(BinaryReader reader)
    {
        uint number = 0;
        for (var shift = 0; shift < 35; shift += 7)
        {
            var next = reader.ReadByte();
            number |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }

        throw new FormatException("a number is too long");
    }

    // A damaged length would ask for all of memory.
    private static uint Limited(uint length) => length < 1 << 24 ? length : throw new FormatException("a length is out of range");
}
