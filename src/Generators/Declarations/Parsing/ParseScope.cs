// What every part of a tree's parser needs.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>One tree being read: where it is, how it is estimated, and the problems met so far.</summary>
internal sealed record ParseScope(
    INamedTypeSymbol Tree,
    Compilation Compilation,
    EstimateModel Model,
    int Processors,
    bool RequireConstantEstimates,
    ProblemList Problems,
    CancellationToken Cancellation)
{
    /// <summary>Warnings that naming the types of the properties gives, in the order of their ids.</summary>
    public SortedSet<string> UseWarnings { get; } = new(StringComparer.Ordinal);
}
