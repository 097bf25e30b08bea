// `lookup FILE`: documentation ids in, classes out.
using System.CommandLine;

namespace MemallocKit.Summaries.Commands;

internal static class LookupCommand
{
    public static Command Create()
    {
        var table = new Argument<string>("FILE") { Description = "A table that `summarize` wrote." };
        var command = new Command(
            "lookup",
            "Reads documentation ids, one a line, from standard input; prints id, class and residuals, parted by tabs. The class of an id that the table lacks is '-'.")
        {
            table,
        };
        command.SetAction(parsed => Guarded.Run(() => Run(parsed.GetValue(table)!, Console.In, Console.Out)));
        return command;
    }

    private static int Run(string path, TextReader ids, TextWriter output)
    {
        var table = TableFiles.OpenAny(path);
        while (ids.ReadLine() is { } line)
        {
            var id = line.Trim();
            if (id.Length > 0)
            {
                output.WriteLine(table.TryFind(id, out var entry) ? $"{id}\t{entry.Class}\t{entry.Residuals}" : $"{id}\t-\t");
            }
        }

        return ExitCodes.Ok;
    }
}
