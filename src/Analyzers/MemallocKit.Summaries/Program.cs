// Computes what methods allocate from their IL. One command a subject.
using System.CommandLine;
using MemallocKit.Summaries.Commands;

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // The first time the work ends by itself, and leaves no half-written file; the second time at once.
    pressed.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
};

var root = new RootCommand("Computes from IL what each method of assemblies allocates, for analyzers that see no bodies.")
{
    SummarizeCommand.Create(interrupted.Token),
    LookupCommand.Create(),
    ExplainCommand.Create(interrupted.Token),
    DiffCommand.Create(),
    MergeCommand.Create(),
};
var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine($"error: {parsed.Errors[0].Message} Use --help to see the commands and options.");
    return ExitCodes.BadArguments;
}

return parsed.Invoke(new InvocationConfiguration { ProcessTerminationTimeout = null });
