// What is run under every schedule.
namespace MemallocKit.Interleaving;

/// <summary>Threads over state that is made anew for every run, and what has to hold when they have ended.</summary>
/// <param name="AtRest">Runs after all threads.</param>
/// <param name="Threads">Two to four bodies. What they assert has to hold under every schedule.</param>
internal sealed record Scenario(Action AtRest, params Action[] Threads);
