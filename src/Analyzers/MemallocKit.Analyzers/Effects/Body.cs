// The effects of one body, and of a member with the local functions inside it.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>
/// What one body does itself, in source order. Lambdas count as part of the body they are written in: where they run is
/// not known, and most run there; they have a body of their own too, for calls of their delegates. Local functions count where they are called.
/// </summary>
internal sealed record Body(ImmutableArray<Allocation> Allocations, ImmutableArray<Call> Calls)
{
    public static Body Empty { get; } = new([], []);

    /// <summary>Constructors of classes: what they do comes on top of an allocation that is reported anyway.</summary>
    public ImmutableArray<Call> Creations { get; init; } = [];
}

/// <summary>The body of a member and the bodies of its local functions and lambdas.</summary>
internal sealed class MemberEffects(Body own, ImmutableDictionary<IMethodSymbol, Body> functions)
{
    /// <summary>The effects of calling <paramref name="method"/>, the member itself or a function written in it.</summary>
    public Body Of(IMethodSymbol method) =>
        method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction
            ? functions.TryGetValue(method, out var body) ? body : Body.Empty
            : own;

    /// <summary>The bodies that together are all of the member's code, each part once.</summary>
    public IEnumerable<Body> Bodies =>
        functions.Where(f => f.Key.MethodKind == MethodKind.LocalFunction).Select(f => f.Value).Prepend(own);
}
