// The role a user starts: gets everything ready, has the job done in other processes, shows it, and says how it went.

using System.Diagnostics;
using NetworkSwap.CommandLine;
using NetworkSwap.Job;
using Spectre.Console;

namespace NetworkSwap.FrontEnd;

internal static class FrontEndCommand
{
    private const long ServerBytes = 1L << 30;

    public static async Task<int> RunAsync(JobSettings settings)
    {
        long start = Stopwatch.GetTimestamp();
        Plan plan;
        try
        {
            plan = Plan.Make(settings);
        }
        catch (InputException e)
        {
            await Console.Error.WriteLineAsync($"error: {e.Message}");
            return ExitCodes.BadArguments;
        }

        using var signals = new Signals();
        JobResult result = await AttemptAsync(plan, signals.Token);
        if (result.Explanation.Length > 0)
            Console.WriteLine(result.Explanation);
        Console.WriteLine(Verdict.Of(result, Stopwatch.GetElapsedTime(start)));
        return result.Reason is null ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static async Task<JobResult> AttemptAsync(Plan plan, CancellationToken cancellation)
    {
        try
        {
            return await RunJobAsync(plan, cancellation);
        }
        catch (JobException e)
        {
            return JobResult.Failed(e.Reason, e.Message);
        }
        catch (OperationCanceledException)
        {
            return JobResult.Failed(FailureReason.Cancelled, "The job was cancelled.");
        }
    }

    private static async Task<JobResult> RunJobAsync(Plan plan, CancellationToken cancellation)
    {
        using ServerChild? server = plan.Settings.Device is null
            ? await ServerChild.StartAsync(Math.Max(ServerBytes, 2 * plan.WorkingSet.Bytes), cancellation)
            : null;
        DeviceAddress device = plan.Settings.Device ?? server!.Address;
        try
        {
            Console.WriteLine(plan.Describe(device));
            using var worker = new WorkerChild(plan.Settings with { Device = device });
            return await Display().DuringAsync(show => worker.WaitAsync(show, cancellation));
        }
        finally
        {
            // The worker may have been killed, so the swap file is removed here.
            if (device is DeviceAddress.File file)
                File.Delete(file.Path);
        }
    }

    private static IDisplay Display() =>
        !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Ansi ? new LiveDisplay() : new PlainDisplay();
}
