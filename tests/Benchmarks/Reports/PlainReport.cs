// The table for files and pipes: a line as soon as it is known.
namespace MemallocKit.Benchmarks.Reports;

internal sealed class PlainReport(TextWriter output) : IReport
{
    private static readonly int[] s_widths = [10, 25, 22, 12, 12, 7, 13, 7, 0];

    private bool _begun;

    public void Add(Row row)
    {
        if (!_begun)
            Write(Cells.Headers);
        _begun = true;
        Write(Cells.Of(row));
    }

    public void End() => output.Flush();

    private void Write(string[] cells)
    {
        var padded = cells.Select(static (cell, column) => Cells.IsNumber(column) ? cell.PadLeft(s_widths[column]) : cell.PadRight(s_widths[column]));
        output.WriteLine(string.Join("  ", padded).TrimEnd());
        output.Flush();
    }
}
