// One edit, made over and over, and what the generators take for it.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Benchmarks.Generating;

/// <param name="Name">What is typed, and where.</param>
/// <param name="File">The number of the file.</param>
/// <param name="From">The text that gives way.</param>
/// <param name="BudgetMilliseconds">What it may take; null where it is shown for orientation.</param>
internal sealed record Keystroke(string Name, int File, string From, double? BudgetMilliseconds)
{
    private const int Presses = 60;

    /// <summary>The time of each press. Every press types something else, so that none is like the one before.</summary>
    public IEnumerable<TimeSpan> Press(GeneratorDriver driver, SyntheticProject project)
    {
        var from = From;
        for (var press = 0; press < Presses; press++)
        {
            var to = Next(press);
            project = project.Edit(File, from, to);
            driver = driver.RunGenerators(project.Compilation);
            from = to;
            yield return driver.GetTimingInfo().ElapsedTime;
        }
    }

    // The digits at its end go up; what has none gets some.
    private string Next(int press) => From.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') + (press + 1000);
}
