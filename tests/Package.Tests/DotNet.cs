// Runs the dotnet command in a folder, with a time limit, and keeps what it prints.
using System.Diagnostics;
using System.Text;

namespace MemallocKit.Package.Tests;

internal static class DotNet
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    public static Task<(int ExitCode, string Output)> Run(string folder, params string[] arguments) => RunIn("C.UTF-8", folder, arguments);

    /// <param name="locale">What the command and all that it starts take for the user's language and culture.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="arguments">What follows <c>dotnet</c>.</param>
    public static async Task<(int ExitCode, string Output)> RunIn(string locale, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        // Servers that a build leaves behind would outlive the test and hold the folder.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["LC_ALL"] = locale;
        var output = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', arguments)} took longer than {s_limit}:\n{output}");
        }

        return (process.ExitCode, output.ToString());

        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (output)
                output.AppendLine(line.Data);
        }
    }
}
