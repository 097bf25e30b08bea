// Ordinary allocation and free, as machine code: nothing in it is there for the sake of reserves.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace MemallocKit.Runtime.Tests.Slabs.FastPath;

/// <summary>
/// Watermark, entitlement, growth and observer are each a field somewhere, so looking at one of them is a read of memory or a call. The
/// tests count both in what the compiler makes of the fast paths: the calls are those of the slow path, taken when a magazine runs
/// empty or full, and the reads and writes are as many as popping and pushing a checked pointer takes.
/// </summary>
public unsafe class FastPathTests
{
    // The handle's two fields; the table of bins by size; the bin's top and bottom; the new top, the slot, its cleared mark; and before each of the two
    // slow calls the proof that the first field is not null.
    private const int AllocateAccesses = 2 + 1 + 2 + 3 + 2;

    // The handle's two fields; start, length and byte of the page's bin, and their table; the bin's top, limit, mask and factor; the mark,
    // the secret, the new mark; the slot, the new top; and that proof before the slow call.
    private const int FreeAccesses = 2 + 4 + 4 + 3 + 2 + 1;

    private static readonly Lazy<Dictionary<string, string>> s_listings = new(static () => OptimizedChild.Disassemble(
        $"{typeof(FastPathTests).FullName}.{nameof(Body_of_the_child_process)}",
        nameof(AllocateByHandle),
        nameof(FreeByHandle),
        nameof(FreeAndLookAtTheWatermark)));

    [Fact]
    public void Allocating_pops_a_pointer_and_calls_nothing()
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The listings of other processors read differently.");
        var listing = s_listings.Value[nameof(AllocateByHandle)];
        Assert.Equal(["AllocateLarge", "AllocateSlow"], Calls(listing));
        Assert.InRange(MemoryAccesses(listing), 1, AllocateAccesses);
    }

    [Fact]
    public void Freeing_pushes_a_checked_pointer_and_calls_nothing()
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The listings of other processors read differently.");
        var listing = s_listings.Value[nameof(FreeByHandle)];
        Assert.Equal(["FreeSlow"], Calls(listing));
        Assert.InRange(MemoryAccesses(listing), 1, FreeAccesses);
    }

    [Fact]
    public void One_look_at_the_watermark_would_be_seen()
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64, "The listings of other processors read differently.");
        Assert.True(MemoryAccesses(s_listings.Value[nameof(FreeAndLookAtTheWatermark)]) > FreeAccesses);
    }

    [Fact(Explicit = true)]
    public void Body_of_the_child_process()
    {
        using var zone = Zones.WithCaches(64);
        var handle = zone.GetHandle();
        FreeByHandle(in handle, AllocateByHandle(in handle, 64));
        FreeAndLookAtTheWatermark(in handle, AllocateByHandle(in handle, 64), zone);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void* AllocateByHandle(in ZoneHandle handle, int bytes) => handle.Allocate(bytes);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FreeByHandle(in ZoneHandle handle, void* address) => handle.Free(address);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FreeAndLookAtTheWatermark(in ZoneHandle handle, void* address, Zone zone)
    {
        if (zone.WatermarkPages == 0)
            handle.Free(address);
    }

    private static string[] Calls(string listing) =>
        [.. Regex.Matches(listing, @"^\s+(?:call|tail\.jmp|jmp)\s+\[?[^\r\n]*?(\w+)\(", RegexOptions.Multiline).Select(call => call.Groups[1].Value).Distinct().Order()];

    /// <summary>Instructions that read or write memory other than their own stack frame.</summary>
    private static int MemoryAccesses(string listing) => listing.Split('\n').Count(line =>
        Regex.IsMatch(line, @"^\s+(?!lea|call|tail\.jmp|jmp)\w+\s[^;]*\[(?!rsp|rbp)"));
}
