// `merge TABLE… -o FILE`: the worst of several tables.
using System.CommandLine;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Summaries.Commands;

internal static class MergeCommand
{
    public static Command Create()
    {
        var tables = new Argument<string[]>("TABLE") { Description = "Tables in text form, one a platform.", Arity = ArgumentArity.OneOrMore };
        var output = Outputs.File();
        var compact = Outputs.Compact();
        var command = new Command("merge", "Writes a table with the worst class of each method: what holds on every platform.") { tables, output, compact };
        command.SetAction(parsed => Guarded.Run(() =>
        {
            var merged = TableMerge.Worst([.. parsed.GetValue(tables)!.Select(TableFiles.Open)]);
            Outputs.Write(merged, parsed.GetValue(output)!, parsed.GetValue(compact));
            return ExitCodes.Ok;
        }));
        return command;
    }
}
