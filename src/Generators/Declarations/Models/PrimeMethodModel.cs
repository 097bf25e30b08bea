// A method that Prime() runs, as values.
namespace MemallocKit.Declarations;

/// <summary>How a method takes the context.</summary>
internal enum ContextArgument
{
    None,
    ByValue,
    ByReference,
}

/// <summary>A valid method with <c>[MemallocPrime]</c>.</summary>
/// <param name="FullName">Its name in reports; methods run in this order.</param>
/// <param name="Expression">The method as emitted code names it.</param>
/// <param name="Argument">How it takes the context.</param>
/// <param name="Contexts">The full names of the contexts that run it; empty for every one.</param>
/// <param name="UseWarnings">The ids of warnings that calling it gives.</param>
internal sealed record PrimeMethodModel(
    string FullName, string Expression, ContextArgument Argument, EquatableArray<string> Contexts, EquatableArray<string> UseWarnings);
