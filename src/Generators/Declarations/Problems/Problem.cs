// One thing wrong with a declaration, and the piece of source it sits on.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>The piece of a declaration that a problem sits on.</summary>
internal enum ProblemSite
{
    /// <summary>The identifier of the declared symbol.</summary>
    Name,

    /// <summary>The type of the declared property.</summary>
    Type,

    /// <summary>The attribute.</summary>
    Attribute,

    /// <summary>The attribute's argument called <see cref="Problem.Argument"/>.</summary>
    NamedArgument,

    /// <summary>The attribute's positional argument number <see cref="Problem.Position"/>.</summary>
    PositionalArgument,
}

/// <summary>
/// A problem leads to symbols on purpose, for the analyzer to find its location. It must therefore never become part of
/// what a pipeline caches: generators look only at whether there are any.
/// </summary>
internal sealed record Problem(ProblemKind Kind, ProblemSite Site, ISymbol Symbol, ImmutableArray<string> Message)
{
    public AttributeData? Attribute { get; init; }

    public string? Argument { get; init; }

    public int Position { get; init; }
}
