// `summarize PATH… -o FILE`: makes the table of assemblies.
using System.CommandLine;
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Overlay;

namespace MemallocKit.Summaries.Commands;

internal static class SummarizeCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Assemblies, and folders of assemblies.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = Outputs.File();
        var compact = Outputs.Compact();
        var references = Inputs.References();
        var command = new Command("summarize", "Computes from IL what each visible method of assemblies allocates, and writes a table.")
        {
            paths, output, compact, references,
        };
        command.SetAction(parsed => Guarded.Run(() => Run(
            parsed.GetValue(paths)!, parsed.GetValue(output)!, parsed.GetValue(compact), parsed.GetValue(references))));
        return command;
    }

    private static int Run(string[] paths, string output, bool compact, string[]? references)
    {
        using var interruption = new Interruption();
        var (set, assemblies) = Inputs.Open(paths, references);
        using (set)
        {
            var table = LargeStack.Run(() => Summarizer.Summarize(
                new SummaryEngine(set, OverlayRules.BuiltIn(), interruption.Token), assemblies, Console.Error.WriteLine));
            Outputs.Write(table, output, compact);
        }

        return ExitCodes.Ok;
    }
}
