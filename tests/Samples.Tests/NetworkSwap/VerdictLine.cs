// The last line of the sample, taken apart.

using System.Text.RegularExpressions;

namespace MemallocKit.Samples.Tests.NetworkSwap;

internal static partial class VerdictLine
{
    /// <summary>Asserts that the run ended well, and returns the numbers by name.</summary>
    public static Dictionary<string, long> Ok(SampleRun run)
    {
        int exitCode = run.WaitForExit();
        Match match = OkPattern().Match(run.LastLine);
        Assert.True(match.Success && exitCode == 0, $"exit code {exitCode}\n{run}");
        return match.Groups.Values.Skip(1).ToDictionary(group => group.Name, group => long.Parse(group.Value));
    }

    /// <summary>Asserts that the run failed in an orderly way, and returns the reason.</summary>
    public static string Failed(SampleRun run)
    {
        int exitCode = run.WaitForExit();
        Match match = FailedPattern().Match(run.LastLine);
        Assert.True(match.Success && exitCode == 1, $"exit code {exitCode}\n{run}");
        return match.Groups["reason"].Value;
    }

    [GeneratedRegex(@"^verdict: ok files=(?<files>\d+) pages=(?<pages>\d+) out=(?<out>\d+) in=(?<in>\d+) bad=(?<bad>0) seconds=\d+\.\d$")]
    private static partial Regex OkPattern();

    [GeneratedRegex(@"^verdict: failed reason=(?<reason>[a-z]+(-[a-z]+)*) out=\d+ in=\d+$")]
    private static partial Regex FailedPattern();
}
