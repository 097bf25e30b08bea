// What LoweredLimitTests runs in processes of their own: the limits that are lowered here bind everything in the process.
using System.Runtime.InteropServices;
using MemallocKit.Pages;

namespace MemallocKit.Runtime.Tests.Pages;

public partial class LoweredLimits
{
    private const int MiB = 1 << 20;

    [Fact(Explicit = true)]
    public void Data_limit_refuses_a_commit_and_leaves_the_range_as_it_was()
    {
        var source = new LinuxPageSource(default);
        var address = source.Reserve(256 * MiB);
        using var lowered = new LoweredLimit(LoweredLimit.Data, ProcessMemory.Status("VmData") + (32 * MiB));
        Assert.Equal("RLIMIT_DATA (ulimit -d)", source.Limit.Source);
        Assert.InRange(source.Limit.AvailableBytes, 1, 32 * MiB);

        var e = Assert.Throws<ReserveException>(() => source.Commit(address, 128 * MiB));
        Assert.Matches(@"refused to commit 134,217,728 bytes: .+ \(error 12\)\. RLIMIT_DATA \(ulimit -d\) leaves \d\d,\d{3},\d{3} bytes\.", e.Message);
        Assert.Equal(0, ProcessMemory.BackedPages(address, 128 * MiB));
        Assert.DoesNotContain("wr", ProcessMemory.Flags(address));
        source.Commit(address, 4 * MiB);

        e = Assert.Throws<ReserveException>(() => new Zone(new ZoneOptions { Bytes = 128 * MiB }));
        Assert.Matches(@"A zone of 134,217,728 bytes.+ RLIMIT_DATA \(ulimit -d\) leaves \d\d,\d{3},\d{3} bytes\.", e.Message);
    }

    [Fact(Explicit = true)]
    public void Address_limit_refuses_a_reservation_and_does_not_hinder_commits()
    {
        var source = new LinuxPageSource(default);
        using var lowered = new LoweredLimit(LoweredLimit.AddressSpace, ProcessMemory.Status("VmSize") + (96 * MiB));
        var e = Assert.Throws<ReserveException>(() => source.Reserve(1 << 30));
        Assert.Matches(@"refused to reserve 1,073,741,824 bytes of addresses: .+ \(error 12\)\. RLIMIT_AS \(ulimit -v\) leaves [\d,]+ bytes\.", e.Message);

        // More than half of what is left: were reserved addresses counted again when they are committed, this would fail.
        var before = ProcessMemory.Status("VmSize");
        var address = source.Reserve(64 * MiB);
        Assert.InRange(ProcessMemory.Status("VmSize") - before, 63 * MiB, 65 * MiB);
        Assert.InRange(source.Limit.AvailableBytes, 64 * MiB, long.MaxValue);
        source.Commit(address, 64 * MiB);
    }

    [Fact(Explicit = true)]
    public void Lock_limit_refuses_a_commit_and_leaves_the_range_as_it_was()
    {
        LockCapability.Drop();
        var source = new LinuxPageSource(new PageSourceOptions(HugePages: false, Lock: true));
        var address = source.Reserve(8 * MiB);
        using var lowered = new LoweredLimit(LoweredLimit.Locked, MiB);
        Assert.Equal(new MemoryLimit(lowered.Bytes, "RLIMIT_MEMLOCK (ulimit -l)"), source.Limit);

        // Where nothing may be locked the error is another.
        var e = Assert.Throws<ReserveException>(() => source.Commit(address, 4 * MiB));
        Assert.Matches(
            $@"refused to lock 4,194,304 bytes into memory: .+ \(error (1|12)\)\. RLIMIT_MEMLOCK \(ulimit -l\) leaves {lowered.Bytes:N0} bytes\.", e.Message);
        Assert.Equal(0, ProcessMemory.BackedPages(address, 8 * MiB));
        Assert.Equal(0, ProcessMemory.Status("VmLck"));
        if (lowered.Bytes > 0)
            source.Commit(address, lowered.Bytes);
        Assert.Equal(lowered.Bytes, ProcessMemory.Status("VmLck"));

        e = Assert.Throws<ReserveException>(() => new Zone(new ZoneOptions { Bytes = 4 * MiB }, source));
        Assert.Contains("RLIMIT_MEMLOCK (ulimit -l) leaves 0 bytes", e.Message, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public void Heap_hard_limit_does_not_bind_a_zone()
    {
        const long Bytes = 160 * MiB;
        Assert.InRange(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, 1, Bytes - 1);
        using var zone = new Zone(new ZoneOptions { Bytes = Bytes });
        Assert.Equal(Bytes / 4096, zone.FreePages);
    }

    /// <summary>A soft limit, lowered until disposed. The numbers are the kernel's.</summary>
    private sealed partial class LoweredLimit : IDisposable
    {
        public const int Data = 2;
        public const int Locked = 8;
        public const int AddressSpace = 9;

        private readonly int _resource;
        private readonly Limit _before;

        public LoweredLimit(int resource, long bytes)
        {
            _resource = resource;
            Assert.Equal(0, GetLimit(resource, out _before));
            Bytes = (long)Math.Min((ulong)bytes, _before.Soft);
            Assert.Equal(0, SetLimit(resource, _before with { Soft = (ulong)Bytes }));
        }

        /// <summary>What it is now: less than asked for where it was less before.</summary>
        public long Bytes { get; }

        public void Dispose() => _ = SetLimit(_resource, _before);

        [LibraryImport("libc", EntryPoint = "getrlimit")]
        private static partial int GetLimit(int resource, out Limit limit);

        [LibraryImport("libc", EntryPoint = "setrlimit")]
        private static partial int SetLimit(int resource, in Limit limit);

        private readonly record struct Limit(ulong Soft, ulong Hard);
    }

    /// <summary>The capability that makes the limit on locking void, and that root has. A thread's: this one's.</summary>
    private static unsafe partial class LockCapability
    {
        private const uint Version3 = 0x20080522;
        private const uint LockBit = 1u << 14;

        public static void Drop()
        {
            var header = stackalloc uint[] { Version3, 0 };
            var sets = stackalloc uint[6];
            Assert.Equal(0, GetCapabilities(header, sets));
            sets[0] &= ~LockBit;
            Assert.Equal(0, SetCapabilities(header, sets));
        }

        [LibraryImport("libc", EntryPoint = "capget")]
        private static partial int GetCapabilities(uint* header, uint* sets);

        [LibraryImport("libc", EntryPoint = "capset")]
        private static partial int SetCapabilities(uint* header, uint* sets);
    }
}
