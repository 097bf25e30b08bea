// The effects of one member that happen inside memalloc scopes: what the rules report.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Scopes;

namespace MemallocKit.Analyzers.Effects;

internal sealed record ScopedBody(ImmutableArray<Allocation> Allocations, ImmutableArray<Call> Calls)
{
    public static ScopedBody Empty { get; } = new([], []);

    public bool IsEmpty => Allocations.IsEmpty && Calls.IsEmpty;

    public static ScopedBody Create(MemberEffects member, ScopeRegions regions)
    {
        var allocations = ImmutableArray.CreateBuilder<Allocation>();
        var calls = ImmutableArray.CreateBuilder<Call>();
        foreach (var body in member.Bodies)
        {
            allocations.AddRange(body.Allocations.Where(a => regions.Contains(a.Position)));
            calls.AddRange(body.Calls.Where(c => regions.Contains(c.Location.SourceSpan.Start)).Select(c => IsInside(c, regions) ? c.OfScope() : c));
        }

        return new ScopedBody(allocations.ToImmutable(), calls.ToImmutable());
    }

    // A local function written in a scope is reported where it is written: of its calls only what they pass is left to judge.
    private static bool IsInside(Call call, ScopeRegions regions) =>
        call.Callee.MethodKind == Microsoft.CodeAnalysis.MethodKind.LocalFunction
        && regions.Contains(call.Callee.Locations[0].SourceSpan.Start);
}
