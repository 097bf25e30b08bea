// Where summaries come from: a file of the user, the lists in this assembly, a table computed from IL.
namespace MemallocKit.Analyzers.Summaries;

/// <summary>Thread-safe.</summary>
internal interface ISummarySource
{
    /// <summary>What the source says of a member by its documentation id, or <see langword="null"/>: nothing.</summary>
    MemberSummary? Find(string id);
}

/// <summary>The lines of files, the first of which to name an id decides.</summary>
internal sealed class FileSource(IEnumerable<SummaryFile> files) : ISummarySource
{
    private readonly SummaryFile[] _files = [.. files];

    public MemberSummary? Find(string id)
    {
        foreach (var file in _files)
        {
            if (file.Entries.TryGetValue(id, out var line))
            {
                return line.Summary;
            }
        }

        return null;
    }
}
