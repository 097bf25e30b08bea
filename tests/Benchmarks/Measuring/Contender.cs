// Something that is timed.
namespace MemallocKit.Benchmarks.Measuring;

internal abstract class Contender : IDisposable
{
    /// <summary>Runs the loop for at least so many operations and times it.</summary>
    public abstract Sample Run(long operations);

    public virtual void Dispose()
    {
    }
}
