// What the walk over a body yields: what it allocates. Calls have a file of their own.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>What the compiler emits; each family is one rule.</summary>
internal enum AllocationFamily
{
    Object,
    Array,
    Boxing,
    Closure,
    Delegate,
    String,
    StateMachine,
    Unmanaged,
}

/// <summary>One allocation the compiler emits.</summary>
/// <param name="Family">The rule it belongs to.</param>
/// <param name="What">The allocation as messages and chains name it, such as <c>new byte[]</c>.</param>
/// <param name="Location">Where the code that allocates is written; its start decides which scope it is in.</param>
/// <param name="OnThrowPath">It only happens to build an exception that is being thrown.</param>
internal readonly record struct Allocation(AllocationFamily Family, string What, Location Location, bool OnThrowPath)
{
    /// <summary>It happens around the code at its location, not in it: the delegate of a lambda that is a scope is made outside.</summary>
    public bool IsAround { get; init; }

    /// <summary>The position that decides which scope it is in.</summary>
    public int Position => Location.SourceSpan.Start - (IsAround ? 1 : 0);

    /// <summary>It only happens the first time, to fill something that is kept.</summary>
    public bool OnFirstCall { get; init; }

    /// <summary>What decides how many bytes it takes, where anything does.</summary>
    public HeapSize? Size { get; init; }

    /// <summary>What to write instead; <see langword="null"/>: what the rule says of all its family.</summary>
    public string? Instead { get; init; }

    /// <summary>A type that decides whether it happens, where that is a type parameter.</summary>
    public TypeCondition? Condition { get; init; }

    public Rung Rung => OnThrowPath ? Rung.ThrowsOnly : OnFirstCall ? Rung.FirstCallOnly : Rung.Allocates;

    /// <summary>What stands at the end of a chain that ends in the body of <paramref name="function"/>.</summary>
    public Finding ToFinding(ISymbol function) =>
        new(Rung, Family == AllocationFamily.Unmanaged ? FindingKind.Unmanaged : FindingKind.Code, function.ShortName(), What)
        {
            First = Rung == Rung.FirstCallOnly ? FirstCall.Of(function) : null,
        };
}

/// <param name="Parameter">The type parameter.</param>
/// <param name="Structs">It happens for structs only; else for classes only.</param>
internal sealed record TypeCondition(ITypeParameterSymbol Parameter, bool Structs)
{
    public bool MayHold(TypeBindings types) => types.Apply(Parameter) switch
    {
        ITypeParameterSymbol open => Structs ? !open.IsReferenceType : !open.IsValueType,
        var type => type.IsValueType == Structs,
    };
}
