// `diff OLD NEW`: what changed between two tables.
using System.CommandLine;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Summaries.Commands;

internal static class DiffCommand
{
    public static Command Create()
    {
        var old = new Argument<string>("OLD") { Description = "A table." };
        var current = new Argument<string>("NEW") { Description = "Another table of the same assemblies." };
        var command = new Command(
            "diff",
            $"Prints what changed: '+' a method that is new, '-' one that is gone, '<' one that got better, '>' one that got worse. Exit code {ExitCodes.Worse}: one got worse.")
        {
            old, current,
        };
        command.SetAction(parsed => Guarded.Run(() => Run(
            TableFiles.Open(parsed.GetValue(old)!), TableFiles.Open(parsed.GetValue(current)!), Console.Out)));
        return command;
    }

    private static int Run(SummaryTable old, SummaryTable current, TextWriter output)
    {
        var worse = false;
        foreach (var id in old.Entries.Concat(current.Entries).Select(e => e.Key).Distinct().Order(StringComparer.Ordinal))
        {
            var (wasThere, isThere) = (old.TryFind(id, out var before), current.TryFind(id, out var after));
            if (!wasThere)
            {
                output.WriteLine($"+ {id}\t{after.Class}");
            }
            else if (!isThere)
            {
                output.WriteLine($"- {id}\t{before.Class}");
            }
            else if (before.Class != after.Class)
            {
                worse |= after.Class > before.Class;
                output.WriteLine($"{(after.Class > before.Class ? '>' : '<')} {id}\t{before.Class}\t{after.Class}");
            }
        }

        return worse ? ExitCodes.Worse : ExitCodes.Ok;
    }
}
