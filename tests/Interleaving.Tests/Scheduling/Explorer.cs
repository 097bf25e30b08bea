// Runs a scenario under schedule after schedule.
namespace MemallocKit.Interleaving;

/// <summary>A run that failed, with the schedule to repeat it by.</summary>
internal sealed class InterleavingException(string message, string schedule, Exception inner) : Exception(message, inner)
{
    public string Schedule { get; } = schedule;
}

/// <summary>Explores scenarios; says in the test's output how many schedules it ran.</summary>
internal sealed class Explorer : IDisposable
{
    private readonly List<ScheduledThread> _threads = [];

    /// <summary>Every schedule; at most <paramref name="most"/>, beyond which the test fails as too large.</summary>
    public static int All(Func<Scenario> scenario, int most = 300_000) => Run(scenario, preemptions: null, most);

    /// <summary>Every schedule that interrupts threads at most <paramref name="preemptions"/> times.</summary>
    public static int Bounded(Func<Scenario> scenario, int preemptions, int most = 300_000) => Run(scenario, preemptions, most);

    /// <summary>Schedules by chance, from seed 0 on.</summary>
    public static int Random(Func<Scenario> scenario, int schedules)
    {
        using var explorer = new Explorer();
        for (var seed = 0; seed < schedules; seed++)
            explorer.RunOne(scenario(), new RandomScheduler(seed), $"random schedule {seed}");
        Report($"{schedules:N0} random schedules");
        return schedules;
    }

    /// <summary>The one schedule that a failure named.</summary>
    public static void Replay(Func<Scenario> scenario, string schedule)
    {
        using var explorer = new Explorer();
        explorer.RunOne(scenario(), new Replay(schedule), "the given schedule");
    }

    public void Dispose() => _threads.ForEach(static thread => thread.Dispose());

    private static int Run(Func<Scenario> scenario, int? preemptions, int most)
    {
        using var explorer = new Explorer();

        // Once for what is done the first time only: it must not differ from run to run.
        explorer.RunOne(scenario(), new Replay(""), "the first schedule");
        var search = new DepthFirst(preemptions);
        var (schedules, repetitions) = (0, 0);
        do
        {
            explorer.RunOne(scenario(), search, $"schedule {schedules + 1}");
            if (search.IsRepetition)
                repetitions++;
            else
                schedules++;
            if (schedules + repetitions > most)
                throw new InvalidOperationException($"More than {most:N0} schedules: make the scenario smaller, or bound it.");
        }
        while (search.TryAdvance());
        Report(preemptions is null
            ? $"all {schedules:N0} schedules ({repetitions:N0} more were cut as repetitions)"
            : $"all {schedules:N0} schedules of at most {preemptions} preemptions");
        return schedules;
    }

    private static void Report(string line) => TestContext.Current.TestOutputHelper?.WriteLine($"Explored {line}.");

    private void RunOne(Scenario scenario, IScheduler scheduler, string what)
    {
        while (_threads.Count < scenario.Threads.Length)
            _threads.Add(new ScheduledThread(_threads.Count));
        var threads = _threads.GetRange(0, scenario.Threads.Length);
        var execution = new Execution(threads, scheduler);
        foreach (var thread in threads)
            thread.Begin(execution, scenario.Threads[thread.Number]);
        execution.Run(TestContext.Current.CancellationToken);
        var failure = execution.Failure?.SourceException;
        try
        {
            if (failure is null)
                scenario.AtRest();
        }
        catch (Exception e)
        {
            failure = e;
        }

        if (failure is not null)
        {
            var schedule = Interleaving.Replay.Format(execution.Trace);
            throw new InterleavingException($"{failure.Message} In {what}: {schedule}", schedule, failure);
        }
    }
}
