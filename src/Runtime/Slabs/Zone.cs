// Memory for both kinds of users: ordinary allocations here, reserves through the nodes that are connected to it.
using MemallocKit.Estimation;
using MemallocKit.Pages;
using MemallocKit.Slabs;

namespace MemallocKit;

/// <summary>
/// A fixed range of committed and touched pages. Ordinary memory comes from it until only the pages of the connected
/// reserves are left (the watermark); those go to reserves alone. Thread-safe. No method but the constructor and
/// <see cref="Default"/> allocates managed memory.
/// </summary>
public sealed class Zone : IDisposable
{
    private const int Gone = int.MinValue;

    private static readonly Lazy<Zone> s_default = new(DefaultZone.Create);

    private readonly SlabCache[] _caches;
    private int _cacheNumbers;

    // Connected reserves, or Gone. One word, so that nothing connects to a zone that is on its way out.
    private int _connections;

    /// <summary>Commits a zone.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is not a multiple of 4096 from 4096 to 4 TiB.</exception>
    /// <exception cref="ReserveException">The memory cannot be had; the message says who limits it, with the numbers.</exception>
    public Zone(ZoneOptions options)
        : this(options, PageSource.System)
    {
    }

    internal Zone(ZoneOptions options, PageSource source)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Bytes is < PageArithmetic.PageBytes or > 1L << 42 || options.Bytes % PageArithmetic.PageBytes != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.Bytes, $"{nameof(ZoneOptions.Bytes)} must be a multiple of 4096, from 4096 to 4 TiB.");
        }

        Name = options.Name;
        Pool = new PagePool(options.Bytes, options.Bytes, source);
        _caches = new SlabCache[SizeClasses.Count];
        for (var index = 0; index < _caches.Length; index++)
            _caches[index] = new SlabCache(Pool, NextCacheNumber(), SizeClasses.Bytes(index), SlabOrigin.Ordinary);
    }

    /// <summary>
    /// The zone of the process, made on first use: 64 MiB, or what the environment variable
    /// <c>MEMALLOCKIT_ZONE_BYTES</c> or the runtime setting <c>MemallocKit.ZoneBytes</c> says. It is never disposed.
    /// </summary>
    public static Zone Default => s_default.Value;

    /// <summary>The name in messages.</summary>
    public string Name { get; }

    /// <summary>The size in pages of 4 KiB.</summary>
    public long TotalPages => Pool.TotalPages;

    /// <summary>Pages that nobody holds, those below the watermark included. A snapshot.</summary>
    public long FreePages => Pool.FreePages;

    /// <summary>Pages kept for the connected reserves: ordinary allocations stop when no more than these are free.</summary>
    public long WatermarkPages => Pool.WatermarkPages;

    internal bool IsDisposed => Volatile.Read(ref _connections) == Gone;

    internal PagePool Pool { get; }

    /// <summary>Numbers of the reserves' slabs. Under the tree lock.</summary>
    internal OwnerNumbers Owners { get; } = new();

    /// <summary>Allocates ordinary memory.</summary>
    /// <param name="bytes">1 to 2 MiB.</param>
    /// <param name="block">The memory, not cleared; its start is a multiple of 16.</param>
    /// <returns>False when only the reserves' pages are left, or no run is long enough.</returns>
    public bool TryAllocate(int bytes, out MemoryBlock block)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, ObjectEstimate.LargestObjectBytes);
        if (bytes > PageArithmetic.PageBytes)
        {
            var found = TryAllocatePages((int)PageArithmetic.PagesFor(bytes), out var run);
            block = found ? new MemoryBlock(run.Address, bytes, run.Stamp) : default;
            return found;
        }

        ObjectDisposedException.ThrowIf(IsDisposed, this);
        var allocated = _caches[SizeClasses.IndexOf(bytes)].TryAllocate(out var slot);
        block = allocated ? new MemoryBlock(slot, bytes, Pool.Identity) : default;
        return allocated;
    }

    /// <summary>Allocates ordinary pages that lie side by side.</summary>
    /// <param name="pages">1 to 512.</param>
    /// <param name="run">The pages, not cleared.</param>
    /// <returns>False when only the reserves' pages are left, or no run is long enough.</returns>
    public bool TryAllocatePages(int pages, out PageRun run)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pages, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pages, PageArithmetic.MaxRunPages);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        return Pool.TryTake(pages, out run);
    }

    /// <summary>Frees ordinary memory.</summary>
    /// <exception cref="ArgumentException">The block is of another zone.</exception>
    /// <exception cref="InvalidOperationException">The block is not allocated; nothing was changed.</exception>
    public void Free(MemoryBlock block)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (block.Length > PageArithmetic.PageBytes)
            Free(new PageRun(block.Address, (int)PageArithmetic.PagesFor(block.Length), block.Stamp));
        else if (block.Length > 0 && block.Stamp != Pool.Identity)
            throw new ArgumentException("The block is of another zone.", nameof(block));
        else if (block.Length > 0)
            _caches[SizeClasses.IndexOf(block.Length)].Free(block.Address);
        else
            throw new ArgumentException("The block is the default value: nothing was allocated.", nameof(block));
    }

    /// <summary>Frees ordinary pages.</summary>
    /// <exception cref="ArgumentException">The run is of another zone.</exception>
    /// <exception cref="InvalidOperationException">The run is not allocated; nothing was changed.</exception>
    public void Free(PageRun run)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        Pool.Free(run);
    }

    /// <summary>Releases the memory to the system. Nothing that was allocated from the zone may be used afterwards.</summary>
    /// <exception cref="InvalidOperationException">Reserves are still connected, or it is the default zone.</exception>
    public void Dispose()
    {
        if (s_default.IsValueCreated && ReferenceEquals(this, s_default.Value))
            throw new InvalidOperationException("The default zone lives as long as the process.");
        var connections = Interlocked.CompareExchange(ref _connections, Gone, 0);
        if (connections == 0)
            Pool.Dispose();
        else if (connections > 0)
            throw new InvalidOperationException($"Zone '{Name}' still has {connections} connected reserves. Dispose their connections first.");
    }

    internal int NextCacheNumber() => Interlocked.Increment(ref _cacheNumbers);

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
}
