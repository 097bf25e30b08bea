// What runs before the emergency: the [MemallocPrime] methods of the compilation and all that they call.
using System.Collections.Immutable;
using MemallocKit.Analyzers.Scopes;
using MemallocKit.Analyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Analyzers.Effects;

/// <summary>
/// <c>Prime()</c> of a context runs these methods once. Followed through the source like calls in scopes, marked members included; of
/// other assemblies the methods called are known, each for the types it is called with. Found once, when first asked for; thread-safe.
/// </summary>
internal sealed class PrimedCode
{
    private const string Mark = "MemallocPrime";
    private const int MaxFrames = 20_000;

    private readonly Lazy<Reach> _reach;

    /// <param name="compilation">Where the methods are.</param>
    /// <param name="symbols">The mark.</param>
    /// <param name="bodyOf">What a method does.</param>
    /// <param name="judge">One that trusts no method, so that all are followed.</param>
    public PrimedCode(Compilation compilation, KnownSymbols symbols, Func<IMethodSymbol, Body> bodyOf, CallJudge judge) =>
        _reach = new(() => Follow(compilation, symbols, bodyOf, judge));

    /// <summary>Whether a first call is over by then.</summary>
    public bool Includes(FirstCall first) => LibraryPriming.Includes(first.Member)
        || (_reach.Value is var reach && reach.Members.Contains(first.Member)
            && (first.Types.Equals(TypeBindings.Empty) || !first.Types.IsClosedFor(first.Member) || reach.Calls.Contains(first)));

    private static Reach Follow(Compilation compilation, KnownSymbols symbols, Func<IMethodSymbol, Body> bodyOf, CallJudge judge)
    {
        var reach = new Reach(new(SymbolEqualityComparer.Default), []);
        var frames = new HashSet<Frame>();
        var pending = new Queue<Frame>(PrimeMethods(compilation, symbols).Select(m => new Frame(m, TypeBindings.Empty, default, [])));
        while (pending.Count > 0 && frames.Count < MaxFrames)
        {
            var frame = pending.Dequeue();
            if (!frames.Add(frame))
            {
                continue;
            }

            reach.Members.Add(FirstCall.Of(frame.Method).Member);
            var body = bodyOf(frame.Method);
            foreach (var call in body.Calls.Concat(body.Creations).Where(c => !c.OnThrowPath))
            {
                foreach (var step in judge.Judge(call, frame))
                {
                    if (step.Follow is { } follow)
                    {
                        pending.Enqueue(follow);
                    }
                    else if (step.Finding?.First is { } first)
                    {
                        reach.Members.Add(first.Member);
                        reach.Calls.Add(first);
                    }
                }
            }
        }

        return reach;
    }

    private static IEnumerable<IMethodSymbol> PrimeMethods(Compilation compilation, KnownSymbols symbols)
    {
        foreach (var tree in SourceScan.TreesWith(compilation, Mark))
        {
            SemanticModel? model = null;
            foreach (var attribute in tree.GetRoot().DescendantNodes().OfType<AttributeSyntax>())
            {
                if (attribute is { Parent.Parent: MethodDeclarationSyntax method }
                    && (model ??= compilation.GetSemanticModel(tree)).GetDeclaredSymbol(method) is { } symbol
                    && symbol.HasAttribute(symbols.MemallocPrimeAttribute))
                {
                    yield return Callees.Normalize((IMethodSymbol)symbol);
                }
            }
        }
    }

    private sealed record Reach(HashSet<ISymbol> Members, HashSet<FirstCall> Calls);
}
