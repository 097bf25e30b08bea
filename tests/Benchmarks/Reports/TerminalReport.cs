// The table for people: a drawn one, with what was missed in red.
using Spectre.Console;

namespace MemallocKit.Benchmarks.Reports;

internal sealed class TerminalReport : IReport
{
    private readonly Table _table = new Table().Border(TableBorder.Rounded);

    public TerminalReport()
    {
        for (var column = 0; column < Cells.Headers.Length; column++)
            _table.AddColumn(new TableColumn(Cells.Headers[column]) { Alignment = Cells.IsNumber(column) ? Justify.Right : Justify.Left, NoWrap = column != Cells.Headers.Length - 1 });
    }

    public void Add(Row row)
    {
        var style = row switch
        {
            { Missing: not null } => new Style(Color.Yellow),
            { Verdict: "met" } => new Style(Color.Green),
            { Target: not null } => new Style(Color.Red),
            _ => Style.Plain,
        };
        _table.AddRow(Cells.Of(row).Select((cell, column) => new Text(cell, column is 5 or 8 ? style : Style.Plain)));
    }

    public void End() => AnsiConsole.Write(_table);
}
