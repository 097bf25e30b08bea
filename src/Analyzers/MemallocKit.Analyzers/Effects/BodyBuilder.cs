// Collects the effects of one body while it is walked.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>What the families see: the facts they may ask for, and where to put what they find.</summary>
internal sealed class BodyBuilder(KnownSymbols symbols, CaptureMap captures)
{
    private readonly ImmutableArray<Allocation>.Builder _allocations = ImmutableArray.CreateBuilder<Allocation>();
    private readonly ImmutableArray<Call>.Builder _calls = ImmutableArray.CreateBuilder<Call>();

    public KnownSymbols Symbols { get; } = symbols;

    public CaptureMap Captures { get; } = captures;

    /// <summary>The operation now walked only serves a throw.</summary>
    public bool OnThrowPath { get; set; }

    public void Allocates(AllocationFamily family, string what, SyntaxNode at) => Allocates(family, what, at.GetLocation());

    public void Allocates(AllocationFamily family, string what, Location at) =>
        _allocations.Add(new Allocation(family, what, at, OnThrowPath));

    public void Calls(IMethodSymbol? callee, SyntaxNode at)
    {
        if (callee is not null && Callees.Normalize(callee) is { DeclaringSyntaxReferences.IsEmpty: false } source)
        {
            _calls.Add(new Call(source, at.GetLocation(), OnThrowPath));
        }
    }

    public Body ToBody() => new(_allocations.ToImmutable(), _calls.ToImmutable());
}
