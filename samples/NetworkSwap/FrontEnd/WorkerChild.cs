// The worker process: started with a hard limit on its heap, watched until it ends, stalls or is cancelled.

using System.Diagnostics;
using System.Globalization;
using NetworkSwap.CommandLine;
using NetworkSwap.Job;

namespace NetworkSwap.FrontEnd;

internal sealed class WorkerChild : IDisposable
{
    // A shell shows a process that ended on signal n as 128 + n.
    private const int SignalBase = 128;
    private const int Interrupt = SignalBase + 2;

    private static readonly TimeSpan s_exitGrace = TimeSpan.FromSeconds(5);

    private readonly Child _child;
    private readonly TimeSpan _stallLimit;
    private JobProgress? _last;
    private JobResult? _result;

    public WorkerChild(JobSettings settings)
    {
        _stallLimit = settings.StallLimit;
        ProcessStartInfo start = Self.Start(Arguments.ForWorker(settings));
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x" + HeapBallast.LimitBytes.ToString("X", CultureInfo.InvariantCulture);
        _child = new Child(start);
    }

    /// <summary>Waits for the end of the job, whichever it is.</summary>
    public async Task<JobResult> WaitAsync(Action<JobProgress> show, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_stallLimit);
        try
        {
            while (await _child.ReadLineAsync(limit.Token) is { } line)
            {
                switch (WorkerLine.Parse(line))
                {
                    case JobResult result:
                        _result = result;
                        break;
                    case JobProgress progress:
                        if (IsAdvance(progress))
                            limit.CancelAfter(_stallLimit);
                        _last = progress;
                        show(progress);
                        break;
                }
            }
        }
        catch (OperationCanceledException) when (_result is null)
        {
            _child.End(TimeSpan.Zero);
            return cancellation.IsCancellationRequested
                ? Failed(FailureReason.Cancelled, "The job was cancelled.")
                : Failed(FailureReason.Stalled, $"The worker made no progress for {_stallLimit.TotalSeconds} seconds and was ended.");
        }
        catch (OperationCanceledException)
        {
            // The job is done; only the process was slow to leave.
        }

        int exitCode = _child.End(s_exitGrace);
        return _result ?? (cancellation.IsCancellationRequested || exitCode == Interrupt
            ? Failed(FailureReason.Cancelled, "The job was cancelled.")
            : Failed(FailureReason.Crashed, DescribeCrash(exitCode)));
    }

    public void Dispose() => _child.Dispose();

    private bool IsAdvance(JobProgress progress) =>
        _last is null || (progress.Phase, progress.Done, progress.PagesOut, progress.PagesIn) != (_last.Phase, _last.Done, _last.PagesOut, _last.PagesIn);

    private JobResult Failed(string reason, string explanation) => JobResult.Failed(reason, explanation, _last);

    private string DescribeCrash(int exitCode)
    {
        string cause = exitCode > SignalBase ? $"signal {exitCode - SignalBase}" : $"exit code {exitCode}";
        string? said = _child.Errors().FirstOrDefault(line => line.Length > 0);
        return said is null ? $"The worker ended with {cause} before its job was done." : $"The worker ended with {cause} before its job was done: {said.TrimEnd('.')}.";
    }
}
