// Completes the settings with what the input and the defaults say, and refuses what cannot work.

using System.Globalization;
using NetworkSwap.CommandLine;
using NetworkSwap.Job;

namespace NetworkSwap.FrontEnd;

/// <param name="Settings">With budget and visits set.</param>
/// <param name="WorkingSet">The input.</param>
internal sealed record Plan(JobSettings Settings, WorkingSet WorkingSet)
{
    private const long MinBudgetBytes = 1 << 20;
    private const int WorkingSetToBudget = 4;
    private const int VisitsPerPage = 10;

    /// <exception cref="InputException">Something in the settings cannot work; the message says what and how to mend it.</exception>
    public static Plan Make(JobSettings settings)
    {
        WorkingSet workingSet = WorkingSet.List(settings.Inputs);
        long budget = settings.BudgetBytes ?? Math.Max(MinBudgetBytes, RoundUp(workingSet.Bytes / WorkingSetToBudget, MinBudgetBytes));
        if (budget < MinBudgetBytes)
            throw new InputException($"--budget {ByteSize.Format(budget)} is too small: give {ByteSize.Format(MinBudgetBytes)} or more.");
        if (workingSet.Bytes < 2 * budget)
        {
            throw new InputException(settings.BudgetBytes is null
                ? $"the input of {ByteSize.Format(workingSet.Bytes)} is too small to page: give {ByteSize.Format(2 * MinBudgetBytes)} or more with --input."
                : $"--budget {ByteSize.Format(budget)} leaves too little to page of an input of {ByteSize.Format(workingSet.Bytes)}: give a --budget of at most half of it, or more --input.");
        }

        if (settings.Device is DeviceAddress.File { Path: var path })
            CheckNewFile(path);
        return new Plan(settings with { BudgetBytes = budget, Visits = settings.Visits ?? (long)VisitsPerPage * workingSet.Pages }, workingSet);
    }

    public string Describe(DeviceAddress device) => string.Create(
        CultureInfo.InvariantCulture,
        $"working set {ByteSize.Format(WorkingSet.Bytes)} ({WorkingSet.Files.Length} files, {WorkingSet.Pages} pages), resident budget {ByteSize.Format(Settings.BudgetBytes!.Value)}, managed heap {ByteSize.Format(HeapBallast.LimitBytes)}, swap on {device}{(Settings.WithoutReserve ? ", without reserve" : "")}");

    // The swap file is overwritten and deleted at the end, so it must not be anything that was there before.
    private static void CheckNewFile(string path)
    {
        if (Path.Exists(path))
            throw new InputException($"--device file:{path} exists already and would be overwritten: name a new file, or delete it if a run that was killed left it behind.");
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new InputException($"--device file:{path} lies in no existing folder: name a file in an existing one.");
    }

    private static long RoundUp(long value, long unit) => (value + unit - 1) / unit * unit;
}
