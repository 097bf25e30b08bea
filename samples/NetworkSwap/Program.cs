// One executable, three roles: the front end that a user starts, the worker whose heap is filled, the NBD server.

using NetworkSwap;
using NetworkSwap.CommandLine;
using NetworkSwap.FrontEnd;
using NetworkSwap.Job;
using NetworkSwap.Server;

var arguments = new Arguments(args);
if (arguments.TryAnswer(out int exitCode))
    return exitCode;
if (arguments.FindError() is { } error)
{
    Console.Error.WriteLine($"error: {error}");
    return ExitCodes.BadArguments;
}

if (arguments.IsServer)
    return ServeCommand.Run(arguments.ToServerSettings());
JobSettings settings = arguments.ToJobSettings();
if (arguments.IsWorker)
    return WorkerCommand.Run(settings);
try
{
    return await FrontEndCommand.RunAsync(settings);
}
catch (IOException e)
{
    Console.Error.WriteLine($"error: standard output cannot be written: {e.Message}");
    return ExitCodes.Failed;
}
