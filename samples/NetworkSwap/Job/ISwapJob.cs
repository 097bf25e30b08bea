// The job in either version, as the worker sees it.

namespace NetworkSwap.Job;

/// <summary>Loads the working set, fills the heap, visits pages, hashes the files from paged memory and compares them.</summary>
internal interface ISwapJob : IDisposable
{
    long PagesOut { get; }

    long PagesIn { get; }

    long Refusals { get; }

    /// <summary>Pages that were found wrong on a visit and files whose hash was wrong.</summary>
    long Bad { get; }

    /// <summary>Does it all. Afterwards, and also after an exception, the heap is not full any more.</summary>
    /// <exception cref="JobException">It could not be done.</exception>
    void Run();
}
