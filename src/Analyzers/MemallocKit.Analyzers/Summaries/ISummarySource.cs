// Where summaries come from: a file of the user, the lists in this assembly, a table computed from IL.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Summaries;

/// <summary>Thread-safe.</summary>
internal interface ISummarySource
{
    /// <summary>What the source says of a member, or <see langword="null"/>: nothing.</summary>
    /// <param name="id">Its documentation id.</param>
    /// <param name="assembly">The assembly that declares it.</param>
    /// <param name="withDefaults">The call leaves all optional arguments out, of which the source may know more.</param>
    MemberSummary? Find(string id, AssemblyIdentity assembly, bool withDefaults);
}

/// <summary>The lines of files, the first of which to name an id decides.</summary>
internal sealed class FileSource(IEnumerable<SummaryFile> files) : ISummarySource
{
    private readonly SummaryFile[] _files = [.. files];

    public MemberSummary? Find(string id, AssemblyIdentity assembly, bool withDefaults) => Find(id);

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
