// The last line, which is for programs.

using System.Globalization;
using NetworkSwap.Job;

namespace NetworkSwap.FrontEnd;

internal static class Verdict
{
    public static string Of(JobResult result, TimeSpan time) => result.Reason is null
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"verdict: ok files={result.Files} pages={result.Pages} out={result.PagesOut} in={result.PagesIn} bad={result.Bad} seconds={time.TotalSeconds:F1}")
        : string.Create(
            CultureInfo.InvariantCulture,
            $"verdict: failed reason={result.Reason} out={result.PagesOut} in={result.PagesIn}");
}
