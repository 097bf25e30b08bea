// Executes framework calls and holds what they allocate against what the summaries say of them.
using System.CommandLine;
using MemallocKit.Soundness;
using MemallocKit.Soundness.Running;

var root = new RootCommand("Executes framework calls and holds what they allocate against what the summaries say of them.")
{
    MeasureCommand.Create(),
    MeasureCommand.CreateProbe(),
};
RunOptions.AddTo(root);
var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine($"error: {parsed.Errors[0].Message} Use --help to see the options.");
    return ExitCodes.BadArguments;
}

return parsed.Invoke(new InvocationConfiguration { ProcessTerminationTimeout = null });
