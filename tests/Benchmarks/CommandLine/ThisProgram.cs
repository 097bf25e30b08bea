// Starting this program again with a setting that is read at start.
using System.Diagnostics;

namespace MemallocKit.Benchmarks.CommandLine;

internal static class ThisProgram
{
    /// <summary>Runs it with its arguments and the settings; returns its exit code.</summary>
    public static int Run(string[] args, params IEnumerable<(string Variable, string Value)> settings)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        foreach (var (variable, value) in settings)
            start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
