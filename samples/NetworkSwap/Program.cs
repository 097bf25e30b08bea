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
return arguments.IsWorker ? WorkerCommand.Run(settings) : await FrontEndCommand.RunAsync(settings);
