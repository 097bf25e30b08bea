// Computes what methods allocate from their IL. One command a subject.
using System.CommandLine;
using MemallocKit.Summaries.Commands;

var root = new RootCommand("Computes from IL what each method of assemblies allocates, for analyzers that see no bodies.")
{
    SummarizeCommand.Create(),
    LookupCommand.Create(),
    ExplainCommand.Create(),
    DiffCommand.Create(),
    MergeCommand.Create(),
    FrameworkCommand.Create(),
    ReferencesCommand.Create(),
};
var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine($"error: {parsed.Errors[0].Message} Use --help to see the commands and options.");
    return ExitCodes.BadArguments;
}

return parsed.Invoke(new InvocationConfiguration { ProcessTerminationTimeout = null });
