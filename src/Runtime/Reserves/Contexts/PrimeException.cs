// Thrown by Prime() when something would fail in the emergency for certain.
namespace MemallocKit;

/// <summary>
/// A context could not be primed: a library or entry point is missing, a static constructor threw, or a method with
/// <see cref="MemallocPrimeAttribute"/> did. Everything else was primed; <c>Prime()</c> can be called again, which tries what failed again.
/// </summary>
public sealed class PrimeException : Exception
{
    internal PrimeException(PrimeReport report, string message, Exception innerException)
        : base(message, innerException) => Report = report;

    /// <summary>What was done nevertheless.</summary>
    public PrimeReport Report { get; }
}
