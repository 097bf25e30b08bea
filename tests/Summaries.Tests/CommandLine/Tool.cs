// Runs the program as a user does.
using System.Diagnostics;

namespace MemallocKit.Summaries.Tests.CommandLine;

internal static class Tool
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    public static (int ExitCode, string Output, string Error) Run(string[] arguments, string input = "")
    {
        var program = Path.Combine(AppContext.BaseDirectory, "memalloc-summaries.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(s_limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{string.Join(' ', arguments)} took longer than {s_limit}");
        }

        return (process.ExitCode, output.Result.ReplaceLineEndings("\n"), error.Result.ReplaceLineEndings("\n"));
    }
}
