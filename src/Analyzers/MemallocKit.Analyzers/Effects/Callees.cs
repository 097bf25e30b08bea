// One symbol per callee: the definition whose body runs.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

internal static class Callees
{
    /// <summary>
    /// Undoes what a call adds to the method it names: the receiver form of an extension, type arguments, and the
    /// defining half of a partial method.
    /// </summary>
    public static IMethodSymbol Normalize(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return method.PartialImplementationPart ?? method;
    }
}
