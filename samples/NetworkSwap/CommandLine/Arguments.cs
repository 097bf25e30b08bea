// The options of the program, and their translation into settings.

using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.InteropServices;

namespace NetworkSwap.CommandLine;

internal sealed class Arguments
{
    private static readonly TimeSpan s_defaultStallLimit = TimeSpan.FromSeconds(20);

    private readonly Option<string[]> _input = new("--input")
    {
        Description = "Files and folders that make up the working set. Default: the files of the running .NET shared framework.",
        HelpName = "PATH",
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<long?> _budget = Size("--budget", "Resident memory for the working set. Default: a quarter of it.");

    private readonly Option<DeviceAddress?> _device = new("--device")
    {
        Description = "Swap to a server (nbd://host:port/export) or to a new file (file:PATH). Default: a server of its own in a child process.",
        HelpName = "DEVICE",
        CustomParser = ParseDevice,
    };

    private readonly Option<bool> _withoutReserve = new("--without-reserve")
    {
        Description = "Run the ordinary version (new byte[], async I/O) under the same pressure, to see how it fails.",
    };

    private readonly Option<long?> _visits = Number("--visits", "COUNT", "Pages to visit at random while the heap is full. Default: ten times the pages of the working set.");
    private readonly Option<long?> _stall = Number("--stall", "SECONDS", $"End a job that makes no progress for so long. Default: {s_defaultStallLimit.TotalSeconds}.");
    private readonly Option<bool> _serve = new("--serve") { Description = "Be an NBD server in memory instead; ends when standard input closes." };
    private readonly Option<long?> _port = Number("--port", "PORT", "With --serve: the port on 127.0.0.1. Default: a free one, which is printed.");
    private readonly Option<long?> _size = Size("--size", "With --serve: the size of the export. Default: 1G.");
    private readonly Option<bool> _worker = new("--worker") { Hidden = true };
    private readonly Option<bool> _noPressure = new("--no-pressure") { Hidden = true };
    private readonly RootCommand _command;
    private readonly ParseResult _result;

    public Arguments(string[] args)
    {
        _command = new RootCommand("Pages a working set larger than its budget out and back over NBD while every new throws OutOfMemoryException.")
        {
            _input, _budget, _device, _withoutReserve, _visits, _stall, _serve, _port, _size, _worker, _noPressure,
        };
        _result = _command.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
    }

    public bool IsServer => _result.GetValue(_serve);

    public bool IsWorker => _result.GetValue(_worker);

    /// <summary>True when the arguments asked for help or the version, which is then printed.</summary>
    public bool TryAnswer(out int exitCode)
    {
        exitCode = 0;
        if (_result.Errors.Count > 0 || _result.Action is null)
            return false;
        exitCode = _result.Invoke(new InvocationConfiguration { ProcessTerminationTimeout = null });
        return true;
    }

    /// <summary>What is wrong with the arguments in one line, or null.</summary>
    public string? FindError()
    {
        if (_result.Errors.Count > 0)
            return $"{_result.Errors[0].Message.TrimEnd('.', ' ').ReplaceLineEndings(" ")}. Use --help to see the options.";
        if (!IsServer && (Given(_port) || Given(_size)))
            return "--port and --size describe a server: add --serve, or leave them out.";
        if (IsServer && (Given(_input) || Given(_budget) || Given(_device) || Given(_withoutReserve) || Given(_visits) || Given(_stall) || IsWorker))
            return "--serve runs a server only: of the other options it takes --port and --size.";
        if (_result.GetValue(_port) > ushort.MaxValue)
            return $"--port {_result.GetValue(_port)} is not a port: give a number from 0 to {ushort.MaxValue}, 0 for a free one.";
        if (Given(_size) && _result.GetValue(_size) is 0 or > 1L << 40)
            return "--size is out of range: give 1K to 1024G, e.g. --size 1G.";
        if (Given(_visits) && _result.GetValue(_visits) == 0)
            return "--visits 0 would test nothing: give 1 or more.";
        if (Given(_stall) && _result.GetValue(_stall) is 0 or > 86_400)
            return "--stall is out of range: give 1 to 86400 seconds.";
        return null;
    }

    public ServerSettings ToServerSettings() => new((int)(_result.GetValue(_port) ?? 0), _result.GetValue(_size) ?? 1L << 30);

    public JobSettings ToJobSettings() => new(
        _result.GetValue(_input) is { Length: > 0 } paths ? paths : [RuntimeEnvironment.GetRuntimeDirectory()],
        _result.GetValue(_budget),
        _result.GetValue(_device),
        _result.GetValue(_withoutReserve),
        _result.GetValue(_noPressure),
        _result.GetValue(_visits),
        _result.GetValue(_stall) is { } seconds ? TimeSpan.FromSeconds(seconds) : s_defaultStallLimit);

    /// <summary>The arguments that make a child do the job of <paramref name="settings"/>.</summary>
    public static IEnumerable<string> ForWorker(JobSettings settings)
    {
        yield return "--worker";
        foreach (string input in settings.Inputs)
        {
            // One token: a path may begin with a dash.
            yield return $"--input={input}";
        }

        if (settings.BudgetBytes is { } budget)
            yield return $"--budget={budget}";
        if (settings.Device is { } device)
            yield return $"--device={device}";
        if (settings.Visits is { } visits)
            yield return $"--visits={visits}";
        if (settings.WithoutReserve)
            yield return "--without-reserve";
        if (settings.NoPressure)
            yield return "--no-pressure";
    }

    /// <summary>The arguments that make a child be the server of <paramref name="settings"/>.</summary>
    public static IEnumerable<string> ForServer(ServerSettings settings) =>
        ["--serve", $"--port={settings.Port}", $"--size={settings.SizeBytes}"];

    private bool Given(Option option) => _result.GetResult(option) is { Implicit: false };

    private static Option<long?> Size(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SIZE",
        CustomParser = result =>
        {
            if (ByteSize.TryParse(result.Tokens[0].Value, out long bytes))
                return bytes;
            result.AddError($"{name} '{result.Tokens[0].Value}' is not a size: give a number with K, M or G, e.g. {name} 16M");
            return null;
        },
    };

    private static Option<long?> Number(string name, string helpName, string description) => new(name)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = result =>
        {
            if (long.TryParse(result.Tokens[0].Value, System.Globalization.NumberStyles.None, null, out long number))
                return number;
            result.AddError($"{name} '{result.Tokens[0].Value}' is not a whole number of 0 or more");
            return null;
        },
    };

    private static DeviceAddress? ParseDevice(ArgumentResult result)
    {
        if (DeviceAddress.TryParse(result.Tokens[0].Value, out DeviceAddress? address))
            return address;
        result.AddError($"--device '{result.Tokens[0].Value}' is not a device: give nbd://host:port/export or file:PATH");
        return null;
    }
}
