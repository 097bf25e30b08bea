// A table computed from IL as a source of summaries.
using System.Collections.Concurrent;
using MemallocKit.Summaries.Tables;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Summaries;

/// <summary>
/// Answers for the assemblies that the table was made from, in the version it was made from, and for no other: of another version it
/// would not know what has changed. The table is read when it is first asked.
/// </summary>
internal sealed class TableSource : ISummarySource
{
    private static readonly MemberSummary[] s_withoutResiduals =
        [.. Enumerable.Range(0, (int)SummaryClass.AllocAlways + 1).Select(c => new MemberSummary((SummaryClass)c, []))];

    private readonly Lazy<Opened> _table;

    // Few texts of residuals serve many members.
    private readonly ConcurrentDictionary<string, MemberSummary> _withResiduals = new(StringComparer.Ordinal);

    /// <param name="read">Called once, by whoever asks first.</param>
    public TableSource(Func<ISummaryLookup> read) => _table = new(() => new Opened(read()));

    /// <summary>Whether somebody has asked.</summary>
    public bool IsRead => _table.IsValueCreated;

    public ISummaryLookup Table => _table.Value.Table;

    public MemberSummary? Find(string id, AssemblyIdentity assembly, bool withDefaults)
    {
        if (!_table.Value.Speaks(assembly))
        {
            return null;
        }

        var table = _table.Value.Table;
        return withDefaults && table.TryFindWithDefaults(id, out var better) ? ToSummary(better)
            : table.TryFind(id, out var entry) ? ToSummary(entry)
            : null;
    }

    private MemberSummary ToSummary(SummaryEntry entry) => entry.Residuals.Length == 0
        ? s_withoutResiduals[(int)entry.Class]
        : _withResiduals.GetOrAdd(
            entry.Residuals,
            static residuals => MemberSummary.Parse(SummaryClass.Virtual, residuals, out _) ?? s_withoutResiduals[(int)SummaryClass.Unknown]);

    private sealed class Opened
    {
        private readonly Dictionary<string, Version> _versions = new(StringComparer.OrdinalIgnoreCase);

        public Opened(ISummaryLookup table)
        {
            Table = table;
            foreach (var source in table.Sources)
            {
                var words = source.Split(' ');
                if (words.Length > 1 && Version.TryParse(words[1], out var version))
                {
                    _versions[words[0]] = version;
                }
            }
        }

        public ISummaryLookup Table { get; }

        public bool Speaks(AssemblyIdentity assembly) => _versions.TryGetValue(assembly.Name, out var version) && version == assembly.Version;
    }
}
