// The role --worker: does the job in a process of its own, whose heap it may fill.

using System.Globalization;
using MemallocKit;
using NetworkSwap.CommandLine;
using NetworkSwap.Job.Ordinary;
using NetworkSwap.Job.Reserved;

namespace NetworkSwap.Job;

internal static class WorkerCommand
{
    public static int Run(JobSettings settings)
    {
        Lifeline.Watch(ExitCodes.Orphaned);
        using var reporter = new Reporter();
        JobResult result = Attempt(settings, reporter);
        reporter.Result(result);
        return result.Reason is null ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static JobResult Attempt(JobSettings settings, Reporter reporter)
    {
        try
        {
            WorkingSet workingSet = WorkingSet.List(settings.Inputs);
            using ISwapJob job = settings.WithoutReserve
                ? new OrdinaryJob(workingSet, settings, reporter)
                : new ReservedJob(workingSet, settings, reporter);
            (string? reason, string explanation) = Do(job);
            return new JobResult(reason, explanation, workingSet.Files.Length, workingSet.Pages, job.PagesOut, job.PagesIn, job.Bad, job.Refusals);
        }
        catch (InputException e)
        {
            return JobResult.Failed(FailureReason.InputChanged, e.Message);
        }
        catch (ReserveException e)
        {
            return JobResult.Failed(FailureReason.ReserveFailed, e.Message);
        }
    }

    private static (string? Reason, string Explanation) Do(ISwapJob job)
    {
        try
        {
            job.Run();
        }
        catch (JobException e)
        {
            return (e.Reason, e.Message);
        }
        catch (OutOfMemoryException)
        {
            return (FailureReason.OutOfMemory, "Memory ran out in a place that cannot do without.");
        }

        if (job.Bad > 0)
            return (FailureReason.BadPages, string.Create(CultureInfo.InvariantCulture, $"What came back differs from what was written: {job.Bad} pages or files."));
        if (job.PagesOut == 0 || job.PagesIn == 0)
            return (FailureReason.NothingPaged, "No page went out and came back: the budget is too large for this working set; give a smaller --budget.");
        return (null, "");
    }
}
