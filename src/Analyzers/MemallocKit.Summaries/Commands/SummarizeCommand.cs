// `summarize PATH… -o FILE`: makes the table of assemblies.
using System.CommandLine;
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Overlay;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Summaries.Commands;

internal static class SummarizeCommand
{
    public static Command Create(CancellationToken cancellation)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Assemblies, and folders of assemblies.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--output", "-o") { Description = "The table to write.", HelpName = "FILE", Required = true };
        var compact = new Option<bool>("--compact") { Description = "Write the form that analyzers load, which holds no ids, instead of text." };
        var references = Inputs.References();
        var command = new Command("summarize", "Computes from IL what each visible method of assemblies allocates, and writes a table.")
        {
            paths, output, compact, references,
        };
        command.SetAction(parsed => Guarded.Run(() => Run(
            parsed.GetValue(paths)!, parsed.GetValue(output)!, parsed.GetValue(compact), parsed.GetValue(references), cancellation)));
        return command;
    }

    private static int Run(string[] paths, string output, bool compact, string[]? references, CancellationToken cancellation)
    {
        var (set, assemblies) = Inputs.Open(paths, references);
        using (set)
        {
            var table = LargeStack.Run(() => Summarizer.Summarize(
                new SummaryEngine(set, OverlayRules.BuiltIn(), cancellation), assemblies, Console.Error.WriteLine));

            // A run that is interrupted leaves the old table whole.
            var temporary = output + ".new";
            using (var stream = File.Create(temporary))
            {
                if (compact)
                {
                    CompactTableWriter.Write(table, stream);
                }
                else
                {
                    using var writer = new StreamWriter(stream);
                    TableText.Write(table, writer);
                }
            }

            File.Move(temporary, output, overwrite: true);
        }

        return ExitCodes.Ok;
    }
}
