// The classes of methods by what they allocate. Compiled into analyzers too: no API newer than .NET Standard 2.0, but where tables are made (CompactTableWriter, TableMerge).
namespace MemallocKit.Summaries.Tables;

/// <summary>What a call of a method allocates, from best to worst. The numbers are those of the table file.</summary>
internal enum SummaryClass : byte
{
    /// <summary>Nothing, whatever happens.</summary>
    Never = 0,

    /// <summary>Nothing but an exception that it throws.</summary>
    ThrowsOnly = 1,

    /// <summary>Nothing but an exception that it throws and catches itself.</summary>
    Caught = 2,

    /// <summary>Nothing after the first time in a process, thread, object or instantiation.</summary>
    FirstCall = 3,

    /// <summary>Nothing if Equals, GetHashCode, CompareTo and the like of the types it meets do not.</summary>
    Contract = 4,

    /// <summary>Something when a pool or cache is empty, which the collector can bring about.</summary>
    Pooled = 5,

    /// <summary>Something when the object's capacity does not suffice.</summary>
    Grows = 6,

    /// <summary>What the code does that it calls and others write: a delegate, an override, a type argument.</summary>
    Virtual = 7,

    /// <summary>What native code does, which could make objects.</summary>
    Native = 8,

    /// <summary>Not known.</summary>
    Unknown = 9,

    /// <summary>Something on some path.</summary>
    AllocMay = 10,

    /// <summary>Something on every path that returns.</summary>
    AllocAlways = 11,
}
