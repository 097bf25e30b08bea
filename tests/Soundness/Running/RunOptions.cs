// The command line: what is called, how, and against which table.
using System.CommandLine;
using MemallocKit.Soundness.Generating;

namespace MemallocKit.Soundness.Running;

internal static class RunOptions
{
    public static void AddTo(RootCommand root)
    {
        var seed = new Option<int?>("--seed") { Description = "What arguments are made from. Default: another one each time; it is printed." };
        var configuration = new Option<string[]>("--configuration")
        {
            Description = "One or more of: " + string.Join(", ", Configuration.All.Select(c => $"{c.Name} ({c.Description})")) + ". Default: all.",
            AllowMultipleArgumentsPerToken = true,
        };
        configuration.AcceptOnlyFromAmong([.. Configuration.All.Select(c => c.Name)]);
        var only = new Option<string[]>("--only")
        {
            Description = "Documentation ids, or beginnings of such (M:System.String.), or calls by hand (call:TextCalls.IndexOf).",
            AllowMultipleArgumentsPerToken = true,
        };
        var sets = new Option<int>("--sets") { Description = "Sets of arguments for each member.", DefaultValueFactory = _ => 3 };
        var sample = new Option<int?>("--sample") { Description = "Calls so many members, chosen by the seed. Default: all." };
        var table = new Option<string?>("--table") { Description = "A table, as text or compact. Default: one is computed of the running framework." };
        var parallel = new Option<int>("--parallel")
        {
            Description = "Processes at a time. Default: one a processor.",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var details = new Option<string?>("--details") { Description = "Writes a line a call to this file: configuration, verdict, class, bytes, id, call." };
        foreach (var option in new Option[] { seed, configuration, only, sets, sample, table, parallel, details })
        {
            root.Add(option);
        }

        root.SetAction(parsed => Run(
            new RunSettings(
                parsed.GetValue(seed) ?? Random.Shared.Next(),
                [.. Configuration.All.Where(c => parsed.GetValue(configuration) is not { Length: > 0 } names || names.Contains(c.Name))],
                parsed.GetValue(only) ?? [],
                parsed.GetValue(sets),
                parsed.GetValue(sample),
                parsed.GetValue(table),
                parsed.GetValue(parallel),
                parsed.GetValue(details))));
    }

    private static int Run(RunSettings settings)
    {
        if (settings.Sets < 1 || settings.Parallel < 1 || settings.Sample < 1)
        {
            Console.Error.WriteLine("error: --sets, --parallel and --sample take numbers from 1.");
            return ExitCodes.BadArguments;
        }

        if (settings.Table is { } table && !File.Exists(table))
        {
            Console.Error.WriteLine($"error: There is no table '{table}'.");
            return ExitCodes.BadArguments;
        }

        using var session = new Session(settings, Console.Out, Console.Error.WriteLine);
        if (!session.HasCalls)
        {
            Console.Error.WriteLine("error: No call has an id of --only; ids begin with 'M:' or 'call:'.");
            return ExitCodes.BadArguments;
        }

        return session.Run() ? ExitCodes.Ok : ExitCodes.Failed;
    }
}

internal sealed record RunSettings(
    int Seed, Configuration[] Configurations, string[] Only, int Sets, int? Sample, string? Table, int Parallel, string? Details);
