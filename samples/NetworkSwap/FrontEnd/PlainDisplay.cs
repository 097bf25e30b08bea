// Progress as plain lines, for files, pipes and CI logs.

using System.Globalization;
using NetworkSwap.Job;

namespace NetworkSwap.FrontEnd;

internal sealed class PlainDisplay : IDisplay
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private Phase? _phase;
    private DateTime _next;

    public Task<JobResult> DuringAsync(Func<Action<JobProgress>, Task<JobResult>> work) => work(Show);

    private void Show(JobProgress p)
    {
        DateTime now = DateTime.UtcNow;
        if (p.Phase == _phase && now < _next)
            return;
        _phase = p.Phase;
        _next = now + s_interval;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{PhaseText.Of(p.Phase),-44} {p.Done,8} of {p.Total,-8} out {p.PagesOut,-8} in {p.PagesIn,-8} new refused {p.Refusals}"));
    }
}
