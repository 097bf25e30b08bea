// Memory for both kinds of users: ordinary allocations here, reserves through the nodes that are connected to it.
using System.Buffers;
using MemallocKit.Estimation;
using MemallocKit.Pages;
using MemallocKit.Slabs;

namespace MemallocKit;

/// <summary>
/// A range of committed and touched pages, which may grow. Ordinary memory comes from it until only the pages of the connected
/// reserves are left (the watermark); those go to reserves alone. Thread-safe, but for <see cref="Dispose"/>. Allocating and freeing
/// allocates no managed memory, once the first calls have run.
/// </summary>
/// <remarks>
/// Threads keep freed memory in caches, unless <see cref="ZoneOptions.ThreadCaches"/> is off: it is free to them and counts as used here until
/// <see cref="Trim"/>, or until memory runs short. A thread needs 4.2 KiB for its caches, beside the zone.
/// </remarks>
public sealed partial class Zone : IDisposable
{
    private const int Gone = int.MinValue;

    private static readonly object s_makingDefault = new();
    private static Zone? s_default;

    private readonly OrdinaryMemory _memory;

    // Connected reserves, or Gone. One word, so that nothing connects to a zone that is on its way out.
    private int _connections;

    /// <summary>Commits a zone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A size is not a multiple of 4096 from 4096 to 4 TiB, or the maximum is the smaller one.</exception>
    /// <exception cref="PlatformNotSupportedException">The system is not Linux, Windows or macOS.</exception>
    /// <exception cref="ReserveException">The memory cannot be had; the message says who limits it, with the numbers.</exception>
    public Zone(ZoneOptions options)
        : this(options, SourceFor(options))
    {
    }

    internal Zone(ZoneOptions options, PageSource source)
    {
        ArgumentNullException.ThrowIfNull(options);
        CheckBytes(options.Bytes, nameof(ZoneOptions.Bytes));
        CheckBytes(options.MaxBytes, nameof(ZoneOptions.MaxBytes));
        if (options.MaxBytes < options.Bytes)
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxBytes, $"{nameof(ZoneOptions.MaxBytes)} is less than {nameof(ZoneOptions.Bytes)}.");
        Name = options.Name;
        Pool = new PagePool(options.Bytes, options.MaxBytes, source);
        _memory = new OrdinaryMemory(Pool, options.ThreadCaches);
    }

    /// <summary>
    /// The zone of the process, made on first use: 64 MiB, or what the environment variable
    /// <c>MEMALLOCKIT_ZONE_BYTES</c> or the runtime setting <c>MemallocKit.ZoneBytes</c> says. <c>MEMALLOCKIT_ZONE_MAX_BYTES</c>,
    /// <c>MEMALLOCKIT_ZONE_HUGE_PAGES</c> and <c>MEMALLOCKIT_ZONE_LOCK</c> (<c>MemallocKit.ZoneMaxBytes</c>, <c>ZoneHugePages</c>,
    /// <c>ZoneLock</c>) set its other <see cref="ZoneOptions"/>. It is never disposed.
    /// </summary>
    public static Zone Default => Volatile.Read(ref s_default) ?? MakeDefault();

    /// <summary>The name in messages.</summary>
    public string Name { get; }

    /// <summary>The committed size in pages of 4 KiB.</summary>
    public long TotalPages => Pool.TotalPages;

    /// <summary>Pages that nobody holds, those below the watermark included. What is in caches is held. A snapshot.</summary>
    public long FreePages => Pool.FreePages;

    /// <summary>Pages kept for the connected reserves: ordinary allocations stop when no more than these are free.</summary>
    public long WatermarkPages => Pool.WatermarkPages;

    /// <summary>Bytes of the zone's own books: 20 for each page, and what the threads' caches take. A snapshot.</summary>
    public long MetadataBytes => _memory.MetadataBytes;

    internal bool IsDisposed => Volatile.Read(ref _connections) == Gone;

    internal PagePool Pool { get; }

    /// <summary>Numbers of the reserves' slabs. Under the tree lock.</summary>
    internal OwnerNumbers Owners { get; } = new();

    /// <summary>Watches every allocation; see <see cref="OrdinaryMemory.Observer"/>.</summary>
    internal ZoneObserver? Observer
    {
        get => _memory.Observer;
        set => _memory.Observer = value;
    }

    /// <summary>
    /// Gives back to the zone what the calling thread keeps of it, what is shared between threads, and what threads that ended have left.
    /// Happens by itself when memory runs short; call it when a thread is done with the zone for a while.
    /// </summary>
    public unsafe void Trim()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        _memory.Trim(_memory.CurrentCache());
    }

    /// <summary>
    /// A pool over the zone's ordinary memory, for pipes, sockets and serializers that take one. Its buffers hold 1 byte to 2 MiB, 4096 unless
    /// asked otherwise; renting throws <see cref="InsufficientMemoryException"/> when there is no ordinary memory, and allocates no managed
    /// memory once as many owners were made as are in use at a time, and 64. Disposing the pool ends renting and nothing else. Thread-safe.
    /// </summary>
    public MemoryPool<byte> AsMemoryPool() => new ZoneMemoryPool(this);

    /// <summary>
    /// Releases the memory to the system. Nothing that was allocated from the zone may be used afterwards, and no other thread may be inside
    /// one of its methods.
    /// </summary>
    /// <exception cref="InvalidOperationException">Reserves are still connected, or it is the default zone.</exception>
    public void Dispose()
    {
        if (ReferenceEquals(this, Volatile.Read(ref s_default)))
            throw new InvalidOperationException("The default zone lives as long as the process.");
        var connections = Interlocked.CompareExchange(ref _connections, Gone, 0);
        if (connections > 0)
            throw new InvalidOperationException($"Zone '{Name}' still has {connections} connected reserves. Dispose their connections first.");
        if (connections < 0)
            return;
        _memory.Close();
        Pool.Dispose();
    }

    /// <summary>Runs what otherwise runs for the first time in an emergency. See <see cref="OrdinaryMemory.Prime"/>; allocates.</summary>
    internal void Prime()
    {
        _memory.Prime();
        if (TryAllocate(1, out var block))
            Free(block);
        if (TryAllocateEntitled(1, out block))
            Free(block);
        if (TryAllocatePages(1, out var run))
            Free(run);
        _ = FreePages + WatermarkPages + TotalPages + MetadataBytes;
        Trim();
    }

    private static PageSource SourceFor(ZoneOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return PageSource.ForSystem(new PageSourceOptions(options.HugePages, options.Lock));
    }

    /// <summary>Counts what keeps the zone from being disposed; throws once it is.</summary>
    internal void CountConnection(int change)
    {
        int before;
        do
        {
            before = Volatile.Read(ref _connections);
            ObjectDisposedException.ThrowIf(before == Gone, this);
        }
        while (Interlocked.CompareExchange(ref _connections, before + change, before) != before);
    }

    // Not a Lazy: that would keep its first failure, and memory that is short now may be there later.
    private static Zone MakeDefault()
    {
        lock (s_makingDefault)
        {
            if (s_default is null)
                Volatile.Write(ref s_default, DefaultZone.Create());
            return s_default!;
        }
    }

    private static void CheckBytes(long bytes, string name)
    {
        if (bytes is < PageArithmetic.PageBytes or > 1L << 42 || bytes % PageArithmetic.PageBytes != 0)
            throw new ArgumentOutOfRangeException(nameof(bytes), bytes, $"{nameof(ZoneOptions)}.{name} must be a multiple of 4096, from 4096 to 4 TiB.");
    }
}
