// Measures what the project promises about speed. One command a subject: adding a subject is adding a command here.
using System.CommandLine;
using MemallocKit.Benchmarks.CommandLine;

var root = new RootCommand("Measures MemallocKit against its peers.")
{
    RatiosCommand.Create(args),
    SingleFiguresCommand.Create(),
    GeneratorsCommand.Create(),
    AnalyzersCommand.Create(),
};
var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine($"error: {parsed.Errors[0].Message} Use --help to see the commands and options.");
    return ExitCodes.BadArguments;
}

return parsed.Invoke(new InvocationConfiguration { ProcessTerminationTimeout = null });
