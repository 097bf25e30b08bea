// How a zone is set up.
namespace MemallocKit;

/// <summary>Settings of a <see cref="Zone"/>, read once when it is made. Immutable, so safe to share.</summary>
public sealed class ZoneOptions
{
    private readonly long? _maxBytes;

    /// <summary>The name in messages; "zone" unless set.</summary>
    public string Name { get; init; } = "zone";

    /// <summary>
    /// The size in bytes at the start, a multiple of 4096 from 4096 to 4 TiB, all of it committed and touched when the zone is made.
    /// Ordinary memory is what remains of it above the reserves that are connected.
    /// </summary>
    public required long Bytes { get; init; }

    /// <summary>
    /// The size in bytes that the zone may grow to, a multiple of 4096 from <see cref="Bytes"/> to 4 TiB; <see cref="Bytes"/> unless set,
    /// which is a zone that does not grow. That many addresses are reserved when the zone is made; memory is committed as ordinary
    /// allocations, connecting and resizing need it, and only as far as the system grants it then. What a reserve was granted never
    /// depends on growth.
    /// </summary>
    public long MaxBytes
    {
        get => _maxBytes ?? Bytes;
        init => _maxBytes = value;
    }

    /// <summary>
    /// Asks for huge pages of 2 MiB, false unless set. Advice, never an error: Linux gives transparent huge pages where it has them
    /// (not where <c>/sys/kernel/mm/transparent_hugepage/enabled</c> says <c>never</c>); Windows and macOS are not asked, since
    /// neither gives them to memory that is committed piece by piece.
    /// </summary>
    public bool HugePages { get; init; }

    /// <summary>
    /// Locks what is committed into memory, so that the system never pages it out; false unless set. Where it may not be locked,
    /// making the zone fails with <see cref="ReserveException"/>, and growing does not happen. Linux: within <c>RLIMIT_MEMLOCK</c>
    /// (<c>ulimit -l</c>) or with <c>CAP_IPC_LOCK</c>. Windows: the minimum working set of the process is raised by what is locked.
    /// </summary>
    public bool Lock { get; init; }

    /// <summary>
    /// Keeps freed ordinary memory in caches of the threads, true unless set. They make ordinary allocation fast and hold memory that
    /// other threads cannot have until it is trimmed; reserves never do either.
    /// </summary>
    public bool ThreadCaches { get; init; } = true;
}
