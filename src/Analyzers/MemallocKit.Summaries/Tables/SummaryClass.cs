// The classes of methods by what they allocate. Compiled into analyzers too: no API newer than .NET Standard 2.0 in this folder.
namespace MemallocKit.Summaries.Tables;

/// <summary>What a method allocates, from best to worst. The numbers are those of the table file.</summary>
internal enum SummaryClass : byte
{
    Never = 0,
    ThrowsOnly = 1,
    Caught = 2,
    FirstCall = 3,
    Contract = 4,
    Pooled = 5,
    Grows = 6,
    Virtual = 7,
    Native = 8,
    Unknown = 9,
    AllocMay = 10,
    AllocAlways = 11,
}
