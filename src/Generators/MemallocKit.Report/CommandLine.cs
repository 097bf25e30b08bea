// The program's arguments, exit codes and messages.
namespace MemallocKit.Report;

internal static class CommandLine
{
    public const int Done = 0;

    public const int Different = 1;

    public const int Failed = 2;

    private const string Usage =
        """
        The bill of materials of an assembly's memory reserves.

          write ASSEMBLY FOLDER    writes reserves.json and reserves.md of an assembly that was
                                   built with the property MemallocReport=true
          diff OLD.json NEW.json   prints what differs between two reports, with the change in pages

        Exit codes: 0 done, for diff: equal; 1 for diff: different; 2 an error, described on standard error.

        """;

    public static int Run(string[] arguments, TextWriter output, TextWriter errors)
    {
        try
        {
            switch (arguments)
            {
                case ["write", var assembly, var folder]:
                    ReportFiles.Write(AssemblyReport.Read(assembly), assembly, folder);
                    return Done;
                case ["diff", var old, var @new]:
                    return ReportDiff.Print(ReportReader.ReadFile(old), ReportReader.ReadFile(@new), output) ? Done : Different;
                case ["-h" or "--help"]:
                    output.Write(Usage);
                    return Done;
                default:
                    errors.WriteLine($"error: not understood: '{string.Join(' ', arguments)}'");
                    errors.Write(Usage);
                    return Failed;
            }
        }
        catch (ReportException failure)
        {
            // In the form that MSBuild shows as an error of the build.
            errors.WriteLine($"error: {failure.Message}");
            return Failed;
        }
    }
}
