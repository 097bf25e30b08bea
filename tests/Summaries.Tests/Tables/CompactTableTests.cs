// The compact form: what comes out is what went in, and damage is an error.
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Summaries.Tests.Tables;

public class CompactTableTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60_000)]
    public void A_table_reads_as_it_was_written(int count)
    {
        var table = Table(count);

        var compact = CompactTable.Read(new MemoryStream(Write(table)));

        Assert.Equal(count, compact.Count);
        Assert.Equal(table.Sources, compact.Sources);
        Assert.Equal(table.Assumptions, compact.Assumptions);
        foreach (var (id, entry) in table.Entries)
        {
            Assert.True(compact.TryFind(id, out var found));
            Assert.Equal((entry.Class, entry.Residuals), (found.Class, found.Residuals));
        }
    }

    [Fact]
    public void Ids_that_it_was_not_made_from_are_seldom_found()
    {
        var compact = CompactTable.Read(new MemoryStream(Write(Table(50_000))));

        // One in 2^32 / 50,000 is expected: of a million, 12.
        Assert.InRange(Enumerable.Range(0, 1_000_000).Count(i => compact.TryFind($"M:Other{i}", out _)), 0, 40);
    }

    [Fact]
    public void Every_cut_and_every_changed_byte_is_an_error_or_a_table()
    {
        var bytes = Write(Table(300));
        var random = new Random(1);
        var errors = 0;
        for (var i = 0; i < 2000; i++)
        {
            var damaged = i % 2 == 0 ? bytes[..random.Next(bytes.Length)] : [.. bytes];
            if (i % 2 == 1)
            {
                damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            }

            try
            {
                CompactTable.Read(new MemoryStream(damaged));
            }
            catch (FormatException)
            {
                errors++;
            }
        }

        Assert.True(errors > 1000, $"only {errors} errors");
    }

    [Fact]
    public void A_later_version_is_named()
    {
        var bytes = Write(Table(1));
        bytes[4]++;

        var error = Assert.Throws<FormatException>(() => CompactTable.Read(new MemoryStream(bytes)));

        Assert.Equal("its version is 2, and 1 is what can be read", error.Message);
    }

    [Fact]
    public void The_hash_does_not_change_from_version_to_version()
    {
        Assert.Equal([StableHash.Of("", 0), StableHash.Of("M:System.String.Trim", 0), StableHash.Of("M:System.String.Trim", 1)], s_hashes);
    }

    [Fact]
    public void The_text_form_reads_as_it_was_written()
    {
        var table = Table(500);
        var writer = new StringWriter();
        TableText.Write(table, writer);

        var read = TableText.Read(new StringReader(writer.ToString()));

        Assert.Equal(table.Sources, read.Sources);
        Assert.Equal(table.Assumptions, read.Assumptions);
        Assert.Equal(
            table.Entries.Select(e => (e.Key, e.Value.Class, e.Value.Residuals)).Order(),
            read.Entries.Select(e => (e.Key, e.Value.Class, e.Value.Residuals)).Order());
    }

    [Theory]
    [InlineData("", "line 1 is not 'memalloc-summaries 1'")]
    [InlineData("memalloc-summaries 1\nM:A\tNever\t\n", "line 2 is not 'id, class, residuals', or repeats an id")]
    [InlineData("memalloc-summaries 1\n\nM:A\tNever\n", "line 3 is not 'id, class, residuals', or repeats an id")]
    [InlineData("memalloc-summaries 1\n\nM:A\tFree\t\n", "line 3 is not 'id, class, residuals', or repeats an id")]
    [InlineData("memalloc-summaries 1\n\nM:A\tNever\t\nM:A\tNever\t\n", "line 4 is not 'id, class, residuals', or repeats an id")]
    public void Text_that_is_no_table_is_an_error_that_names_the_line(string text, string message)
    {
        var error = Assert.Throws<FormatException>(() => TableText.Read(new StringReader(text)));

        Assert.Equal(message, error.Message);
    }

    private static readonly uint[] s_hashes = [0xFDBDF6AC, 0x9BA0C599, 0x67F0B28C];

    private static SummaryTable Table(int count)
    {
        var random = new Random(count);
        var entries = new Dictionary<string, SummaryEntry>();
        for (var i = 0; i < count; i++)
        {
            var summaryClass = (SummaryClass)random.Next((int)SummaryClass.AllocAlways + 1);
            var residuals = summaryClass == SummaryClass.Virtual && random.Next(2) == 0 ? $"delegate({random.Next(9)});otherwise(Never)" : "";
            entries.Add($"M:Namespace.Type{i}.Method(System.Int32)", new SummaryEntry(summaryClass, residuals));
        }

        return new SummaryTable(["Source 1.0", "Übung 2.0"], ["off M:A.B -- reason"], entries);
    }

    private static byte[] Write(SummaryTable table)
    {
        var stream = new MemoryStream();
        CompactTableWriter.Write(table, stream);
        return stream.ToArray();
    }
}
