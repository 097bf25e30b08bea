// Decides who goes on.
namespace MemallocKit.Interleaving;

internal interface IScheduler
{
    /// <summary>Chooses one of the threads whose bits are set in <paramref name="enabled"/>.</summary>
    /// <param name="execution">The run, with what each thread is about to do.</param>
    /// <param name="running">Who was running; -1 at the start and after a thread has ended.</param>
    /// <param name="enabled">Who can go on.</param>
    int Choose(Execution execution, int running, int enabled);
}
