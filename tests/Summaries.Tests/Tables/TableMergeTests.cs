// The worst of several tables.
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Summaries.Tests.Tables;

public class TableMergeTests
{
    [Theory]
    [InlineData("Never", "AllocMay", "AllocMay")]
    [InlineData("FirstCall", "ThrowsOnly", "FirstCall")]
    [InlineData("Virtual delegate(0);otherwise(Never)", "Never", "Virtual delegate(0);otherwise(Never)")]
    [InlineData("Virtual delegate(0);otherwise(Never)", "FirstCall", "Virtual delegate(0);otherwise(FirstCall)")]
    [InlineData("Virtual delegate(0);otherwise(Grows)", "FirstCall", "Virtual delegate(0);otherwise(Grows)")]
    [InlineData("Virtual delegate(0);otherwise(Never)", "Virtual", "Virtual")]
    [InlineData("Virtual delegate(0);otherwise(Never)", "Native", "Native")]
    [InlineData("Virtual delegate(0);otherwise(Never)", "Virtual box(1);delegate(0);otherwise(Pooled)", "Virtual box(1);delegate(0);otherwise(Pooled)")]
    public void The_worse_of_two_entries_wins_whichever_comes_first(string a, string b, string expected)
    {
        Assert.Equal(expected, Text(TableMerge.Worst(Entry(a), Entry(b))));
        Assert.Equal(expected, Text(TableMerge.Worst(Entry(b), Entry(a))));
    }

    [Fact]
    public void Entries_of_one_table_alone_stay_and_sources_add_up()
    {
        var merged = TableMerge.Worst([Table("A", ("M:One", "Never"), ("M:Both", "Never")), Table("B", ("M:Both", "AllocMay"), ("M:Two", "Grows"))]);

        Assert.Equal(["A", "B"], merged.Sources);
        Assert.Equal(["assumption"], merged.Assumptions);
        Assert.Equal(["M:Both AllocMay", "M:One Never", "M:Two Grows"], Lines(merged));
    }

    [Fact]
    public void An_entry_for_arguments_left_out_must_hold_in_every_table()
    {
        var merged = TableMerge.Worst(
        [
            Table("A", ("M:X", "AllocMay"), ("M:X?", "Never"), ("M:Y", "AllocMay"), ("M:Y?", "Never")),
            Table("B", ("M:X", "ThrowsOnly"), ("M:Y", "AllocMay")),
        ]);

        Assert.Equal(["M:X AllocMay", "M:X? ThrowsOnly", "M:Y AllocMay"], Lines(merged));
    }

    private static List<string> Lines(SummaryTable table) =>
        [.. table.Entries.Select(e => $"{e.Key} {Text(e.Value)}").Order(StringComparer.Ordinal)];

    private static SummaryTable Table(string source, params (string Id, string Entry)[] entries) =>
        new([source], ["assumption"], entries.ToDictionary(e => e.Id, e => Entry(e.Entry)));

    private static SummaryEntry Entry(string text)
    {
        var words = text.Split(' ');
        return new SummaryEntry(Enum.Parse<SummaryClass>(words[0]), words.Length > 1 ? words[1] : "");
    }

    private static string Text(SummaryEntry entry) => $"{entry.Class} {entry.Residuals}".TrimEnd();
}
