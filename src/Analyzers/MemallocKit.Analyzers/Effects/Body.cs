// The effects of one body, and of a member with the local functions inside it.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>
/// What one body does itself, in source order. Lambdas count as part of the body they are written in: where they run is
/// not known, and most run there. Local functions do not: they run where they are called.
/// </summary>
internal sealed record Body(ImmutableArray<Allocation> Allocations, ImmutableArray<Call> Calls)
{
    public static Body Empty { get; } = new([], []);
}

/// <summary>The body of a member and the bodies of its local functions.</summary>
internal sealed class MemberEffects(Body own, ImmutableDictionary<IMethodSymbol, Body> localFunctions)
{
    /// <summary>The effects of calling <paramref name="method"/>, the member itself or one of its local functions.</summary>
    public Body Of(IMethodSymbol method) =>
        method.MethodKind == MethodKind.LocalFunction
            ? localFunctions.TryGetValue(method, out var body) ? body : Body.Empty
            : own;

    public IEnumerable<Body> Bodies => localFunctions.Values.Prepend(own);
}
