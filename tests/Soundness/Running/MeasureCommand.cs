// `measure` and `probe`: what the program runs in processes of their own; not for users.
using System.CommandLine;
using MemallocKit.Soundness.Judging;
using MemallocKit.Summaries.Commands;

namespace MemallocKit.Soundness.Running;

internal static class MeasureCommand
{
    public static Command CreateProbe()
    {
        var command = new Command(Probe.Command, "Tells which code the runtime runs.") { Hidden = true };
        command.SetAction(_ => Console.WriteLine(Probe.Take()));
        return command;
    }

    public static Command Create()
    {
        var work = new Option<string>("--work") { Required = true };
        var journal = new Option<string>("--journal") { Required = true };
        var table = new Option<string>("--table") { Required = true };
        var from = new Option<int>("--from");
        var seed = new Option<int>("--seed");
        var command = new Command(ChildProcess.Command, "Measures calls and keeps a journal.") { work, journal, table, from, seed };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            using var written = new Journal(parsed.GetValue(journal)!);
            var claims = new Claims(TableFiles.OpenAny(parsed.GetValue(table)!));
            new Worker(Work.Read(parsed.GetValue(work)!), written, claims, parsed.GetValue(seed)).Run(parsed.GetValue(from));

            // Finalizers of what was made up, and threads that were started, are no longer of interest.
            System.Diagnostics.Process.GetCurrentProcess().Kill();
        });
        return command;
    }
}
