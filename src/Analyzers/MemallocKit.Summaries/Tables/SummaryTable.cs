// A table of summaries in memory, by documentation id.
using System;
using System.Collections.Generic;

namespace MemallocKit.Summaries.Tables;

/// <summary>What answers for documentation ids.</summary>
internal interface ISummaryLookup
{
    /// <summary>The assemblies it was made from: name, version and, where it speaks of one build of them, module version id.</summary>
    IReadOnlyList<string> Sources { get; }

    /// <summary>What it says of all calls of a method.</summary>
    bool TryFind(string id, out SummaryEntry entry);

    /// <summary>What it says of calls that leave the optional arguments out; only where that is better.</summary>
    bool TryFindWithDefaults(string id, out SummaryEntry entry);
}

/// <summary>Immutable once read; safe to use from several threads.</summary>
internal sealed class SummaryTable : ISummaryLookup
{
    /// <summary>
    /// Follows an id where the entry speaks of calls that leave the optional arguments out; it is there only where that makes
    /// the class better.
    /// </summary>
    public const string WithDefaults = "?";

    private readonly Dictionary<string, SummaryEntry> _entries;

    public SummaryTable(IReadOnlyList<string> sources, IReadOnlyList<string> assumptions, Dictionary<string, SummaryEntry> entries)
    {
        Sources = sources;
        Assumptions = assumptions;
        _entries = entries;
    }

    public IReadOnlyList<string> Sources { get; }

    /// <summary>What was taken for granted.</summary>
    public IReadOnlyList<string> Assumptions { get; }

    public IReadOnlyCollection<KeyValuePair<string, SummaryEntry>> Entries => _entries;

    public bool TryFind(string id, out SummaryEntry entry) => _entries.TryGetValue(id, out entry);

    public bool TryFindWithDefaults(string id, out SummaryEntry entry) => _entries.TryGetValue(id + WithDefaults, out entry);
}
