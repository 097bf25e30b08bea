// Runs work in processes of their own and goes on behind what killed one.
using System.Diagnostics;
using System.Globalization;

namespace MemallocKit.Soundness.Running;

/// <summary>Thread-safe: every run has a folder of its own.</summary>
/// <param name="table">The path of the table that claims are read from.</param>
internal sealed class ChildProcess(string folder, string table)
{
    public const string Command = "measure";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(45);
    private static int s_runs;

    /// <summary>What the runtime says of a configuration.</summary>
    public Probe Ask(Configuration configuration)
    {
        using var process = Start(configuration, folder, [Probe.Command]);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Probe.Parse(output) : throw new InvalidOperationException($"A process that measures did not start: {errors.Result}");
    }

    /// <summary>All records of the work, hung and crashed members among them.</summary>
    public List<Record> Run(Work work, Configuration configuration, int seed)
    {
        var scratch = Directory.CreateDirectory(Path.Combine(folder, $"{configuration.Name}-{Interlocked.Increment(ref s_runs)}")).FullName;
        var list = Path.Combine(scratch, "work.tsv");
        work.Write(list);
        var records = new List<Record>();
        for (int? from = 0; from < work.Members.Count;)
        {
            var journal = Path.Combine(scratch, string.Create(CultureInfo.InvariantCulture, $"journal-{from}.tsv"));
            var started = from.Value;
            Measure(configuration, scratch, ["--work", list, "--from", Text(started), "--seed", Text(seed), "--table", table, "--journal", journal], journal);
            if (!File.Exists(journal))
            {
                throw new InvalidOperationException($"A process that measures did not start: {File.ReadAllText(Path.Combine(scratch, "errors.txt"))}");
            }

            var (read, next) = Journal.Read(journal);
            records.AddRange(read);
            from = next is { } index ? Math.Max(index, started + 1) : null;
        }

        return records;
    }

    private static void Measure(Configuration configuration, string scratch, string[] arguments, string journal)
    {
        using var process = Start(configuration, Directory.CreateDirectory(Path.Combine(scratch, "place")).FullName, [Command, .. arguments]);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var (length, since) = (-1L, Stopwatch.GetTimestamp());
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(500)))
        {
            var now = File.Exists(journal) ? new FileInfo(journal).Length : 0;
            if (now != length)
            {
                (length, since) = (now, Stopwatch.GetTimestamp());
            }
            else if (Stopwatch.GetElapsedTime(since) > s_patience)
            {
                // It does not even get to say that it hangs.
                process.Kill(entireProcessTree: true);
            }
        }

        File.WriteAllText(Path.Combine(scratch, "errors.txt"), errors.Result + output.Result);
    }

    // What is called may write relative to where it runs, and to the homes of temporary and personal files.
    private static Process Start(Configuration configuration, string place, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ChildProcess).Assembly.Location, .. arguments])
        {
            WorkingDirectory = place,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in configuration.Variables)
        {
            start.Environment[name] = value;
        }

        start.Environment["HOME"] = place;
        start.Environment["TMPDIR"] = place;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
