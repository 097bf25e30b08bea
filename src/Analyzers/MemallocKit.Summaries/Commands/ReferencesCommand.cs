// `references LIST -o FILE`: the table of a project's packages, for its build.
using System.CommandLine;
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.References;

namespace MemallocKit.Summaries.Commands;

internal static class ReferencesCommand
{
    public static Command Create()
    {
        var list = new Argument<string>("LIST") { Description = "A file with an assembly a line: its path and, after a tab, the runtime identifier that it is for." };
        var output = Outputs.File();
        var command = new Command("references", "Writes the table of the assemblies that a list names, unless the one there was made of the same builds.") { list, output };
        command.SetAction(parsed => Guarded.Run(() => Run(parsed.GetValue(list)!, parsed.GetValue(output)!)));
        return command;
    }

    private static int Run(string list, string output)
    {
        using var interruption = new Interruption();
        var references = new ReferenceTable(ReferenceList.Read(list), ReferenceTable.InstalledFrameworks);
        if (IsUpToDate(output, references.Sources))
        {
            // A build goes by the time of the file.
            File.SetLastWriteTimeUtc(output, DateTime.UtcNow);
        }
        else
        {
            Outputs.Write(references.Make(interruption.Token), output, compact: false);
        }

        return ExitCodes.Ok;
    }

    private static bool IsUpToDate(string output, string[] sources)
    {
        try
        {
            return File.Exists(output) && TableFiles.Open(output).Sources.SequenceEqual(sources);
        }
        catch (SummaryException)
        {
            // Damaged, or of another version: it is made again.
            return false;
        }
    }
}
