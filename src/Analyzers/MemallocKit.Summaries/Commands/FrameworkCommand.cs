// `framework -o FILE`: makes the table that analyzers bring.
using System.CommandLine;
using MemallocKit.Summaries.Frameworks;

namespace MemallocKit.Summaries.Commands;

internal static class FrameworkCommand
{
    public static Command Create()
    {
        var output = Outputs.File();
        var compact = Outputs.Compact();
        var packages = new Option<string>("--packages")
        {
            Description = "The folder of packages with the runtime packs. Default: NuGet's.",
            HelpName = "DIR",
        };
        var command = new Command(
            "framework",
            $"Writes the table of the shared frameworks {FrameworkPacks.Version}, of which each method has the worst class of all systems: {string.Join(", ", FrameworkPacks.Systems)}.")
        {
            output, compact, packages,
        };
        command.SetAction(parsed => Guarded.Run(() =>
        {
            using var interruption = new Interruption();
            var table = FrameworkTable.Make(parsed.GetValue(packages) ?? FrameworkPacks.PackagesFolder, Console.Error.WriteLine, interruption.Token);
            Outputs.Write(table, parsed.GetValue(output)!, parsed.GetValue(compact));
            return ExitCodes.Ok;
        }));
        return command;
    }
}
