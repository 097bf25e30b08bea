// Progress as a table that is redrawn in place, for terminals.

using System.Globalization;
using NetworkSwap.Job;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace NetworkSwap.FrontEnd;

internal sealed class LiveDisplay : IDisplay
{
    private const int BarWidth = 30;

    public Task<JobResult> DuringAsync(Func<Action<JobProgress>, Task<JobResult>> work) =>
        AnsiConsole.Live(Draw(null)).StartAsync(async context =>
        {
            JobProgress? last = null;
            JobResult result = await work(progress => context.UpdateTarget(Draw(last = progress)));

            // The worker does not report every step, so the last one may be missing.
            if (result.Reason is null && last is not null)
                context.UpdateTarget(Draw(last with { Done = last.Total }));
            return result;
        });

    private static IRenderable Draw(JobProgress? progress)
    {
        Table table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumn("what").AddColumn("how far").AddColumn("numbers");
        foreach (Phase phase in Enum.GetValues<Phase>())
            table.AddRow(new Text(PhaseText.Of(phase)), Bar(phase, progress), Numbers(phase, progress));
        return table;
    }

    private static Markup Bar(Phase phase, JobProgress? progress)
    {
        double share = progress is null || phase > progress.Phase ? 0
            : phase < progress.Phase ? 1
            : Math.Clamp((double)progress.Done / Math.Max(1, progress.Total), 0, 1);
        int filled = (int)(share * BarWidth);
        return new Markup($"[green]{new string('━', filled)}[/][grey]{new string('━', BarWidth - filled)}[/] {share * 100,3:F0}%");
    }

    private static Text Numbers(Phase phase, JobProgress? progress) => phase == progress?.Phase
        ? new Text(string.Create(CultureInfo.InvariantCulture, $"out {progress.PagesOut:N0}  in {progress.PagesIn:N0}  new refused {progress.Refusals:N0}"))
        : Text.Empty;
}
