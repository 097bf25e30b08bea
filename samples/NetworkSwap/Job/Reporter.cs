// The worker's lines to the front end: written to standard output without allocating, because there is nothing to allocate from.

using System.Text;

namespace NetworkSwap.Job;

/// <summary>One thread.</summary>
internal sealed class Reporter : IDisposable
{
    private const int IntervalMilliseconds = 100;

    // The raw stream: Console.Out would encode into buffers of its own.
    private readonly Stream _output = Console.OpenStandardOutput();
    private long _lastReport;
    private Phase? _phase;

    /// <summary>Tells how far a phase is; does nothing when the last report of the same phase was a moment ago.</summary>
    public void Progress(Phase phase, long done, long total, long pagesOut, long pagesIn, long refusals)
    {
        long now = Environment.TickCount64;
        if (phase == _phase && now - _lastReport < IntervalMilliseconds)
            return;
        _phase = phase;
        _lastReport = now;
        var line = new Utf8Line(stackalloc byte[256]);
        line.Append(WorkerLine.Progress);
        foreach (long number in (ReadOnlySpan<long>)[(long)phase, done, total, pagesOut, pagesIn, refusals])
        {
            line.Append(" "u8);
            line.Append(number);
        }

        line.Append("\n"u8);
        _output.Write(line.Text);
    }

    /// <summary>Tells how it ended. The heap is not full any more.</summary>
    public void Result(in JobResult result)
    {
        byte[] line = Encoding.UTF8.GetBytes(WorkerLine.Format(result) + "\n");
        _output.Write(line);
    }

    public void Dispose() => _output.Dispose();
}
