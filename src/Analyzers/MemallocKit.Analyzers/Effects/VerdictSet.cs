// Collects what a call leads to: the nearest of each outcome, and the names of the others that nobody answers for.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <summary>Nearest means first added: whoever adds goes breadth first.</summary>
internal sealed class VerdictSet(PrimedCode primed)
{
    private readonly SortedDictionary<Outcome, CallVerdict> _nearest = [];
    private readonly Dictionary<Outcome, List<string>> _others = [];

    /// <summary>Whether it already has one of that outcome.</summary>
    public bool Has(Outcome outcome) => _nearest.ContainsKey(outcome);

    /// <summary>Adds what is no news to priming; the chain is only asked for when it is the nearest.</summary>
    public void Add(Finding finding, Func<(ImmutableArray<string> Callees, ImmutableArray<Location> Locations)> chain)
    {
        if (finding.First is { } first && primed.Includes(first))
        {
            return;
        }

        if (_nearest.TryGetValue(finding.Outcome, out var nearest))
        {
            AddOther(finding.Outcome, nearest, finding.Name);
        }
        else
        {
            var (callees, locations) = chain();
            _nearest.Add(finding.Outcome, new CallVerdict(finding, callees, locations));
        }
    }

    /// <summary>Adds a verdict as a call has it that goes no higher than <paramref name="cap"/>.</summary>
    public void Add(CallVerdict verdict, Rung cap, FirstCall? first)
    {
        var finding = verdict.Finding.Under(cap, first);
        Add(finding, () => (verdict.Callees, verdict.Locations));
        if (_nearest.TryGetValue(finding.Outcome, out var nearest))
        {
            foreach (var other in verdict.Others)
            {
                AddOther(finding.Outcome, nearest, other);
            }
        }
    }

    /// <summary>From best to worst.</summary>
    public ImmutableArray<CallVerdict> ToVerdicts() =>
        [.. _nearest.Select(n => _others.TryGetValue(n.Key, out var others) ? n.Value with { Others = [.. others] } : n.Value)];

    // What allocates is named once: the next shows when it is gone. Of what nobody answers for, each asks for an answer.
    private void AddOther(Outcome outcome, CallVerdict nearest, string name)
    {
        if (outcome is not (Outcome.Unknown or Outcome.NoContract or Outcome.FirstCall) || nearest.Finding.Name == name)
        {
            return;
        }

        if (!_others.TryGetValue(outcome, out var names))
        {
            _others.Add(outcome, names = []);
        }

        if (!names.Contains(name))
        {
            names.Add(name);
        }
    }
}
