using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Allocations;

public class UnmanagedMemoryTests
{
    [Fact]
    public Task Native_memory_is_reported() => Verify.InScope("""
        unsafe
        {
            void* a = {|MKIT3008:System.Runtime.InteropServices.NativeMemory.Alloc(8)|};
            a = {|MKIT3008:System.Runtime.InteropServices.NativeMemory.AllocZeroed(8, 2)|};
            a = {|MKIT3008:System.Runtime.InteropServices.NativeMemory.AlignedAlloc(8, 16)|};
            a = {|MKIT3008:System.Runtime.InteropServices.NativeMemory.Realloc(a, 16)|};
            System.Runtime.InteropServices.NativeMemory.Free(a);
            System.Runtime.InteropServices.NativeMemory.Clear(a, 8);
        }
        """);

    [Fact]
    public Task Memory_of_Marshal_is_reported() => Verify.InScope("""
        var a = {|MKIT3008:System.Runtime.InteropServices.Marshal.AllocHGlobal(8)|};
        a = {|MKIT3008:System.Runtime.InteropServices.Marshal.ReAllocHGlobal(a, 9)|};
        a = {|MKIT3008:System.Runtime.InteropServices.Marshal.StringToCoTaskMemUTF8(text)|};
        System.Runtime.InteropServices.Marshal.FreeHGlobal(a);
        var n = System.Runtime.InteropServices.Marshal.ReadInt32(a);
        """);

    [Fact]
    public Task Rents_from_pools_are_reported() => Verify.InScope("""
        var a = {|MKIT3008:System.Buffers.ArrayPool<byte>.Shared.Rent(8)|};
        System.Buffers.ArrayPool<byte>.Shared.Return(a);
        var b = {|MKIT3008:System.Buffers.MemoryPool<byte>.Shared.Rent(8)|};
        var c = {|MKIT3008:Zone.Default.AsMemoryPool().Rent(8)|};
        Own own = null;
        var d = {|MKIT3008:own.Rent(8)|};
        """, """
        sealed class Own : System.Buffers.ArrayPool<byte>
        {
            public override byte[] Rent(int minimumLength) => null;
            public override void Return(byte[] array, bool clearArray = false) { }
        }
        """);

    [Fact]
    public Task Zone_allocations_that_name_no_reserve_are_reported() => Verify.InScope("""
        var zone = Zone.Default;
        {|MKIT3008:zone.TryAllocate(8, out var block)|};
        {|MKIT3008:zone.TryAllocatePages(1, out var run)|};
        unsafe { zone.Free({|MKIT3008:zone.Allocate(8)|}); zone.GetHandle().Free({|MKIT3008:zone.GetHandle().Allocate(8)|}); }
        zone.Free(block);
        """);

    [Fact]
    public Task Reserves_are_silent() => Verify.InScope("""
        ByteReserve reserve = null;
        if (reserve.TryRent(8, out var lease)) { lease.Dispose(); }
        """);

    [Fact]
    public Task Stackalloc_of_unbounded_size_is_reported() => Verify.InScope("""
        Span<byte> a = {|MKIT3008:stackalloc byte[number]|};
        Span<byte> b = {|MKIT3008:stackalloc byte[5000]|};
        Span<long> c = {|MKIT3008:stackalloc long[513]|};
        Span<byte> d = {|MKIT3008:stackalloc byte[text.Length + 1]|};
        Span<byte> e = number < 10000 ? {|MKIT3008:stackalloc byte[number]|} : default;
        Span<byte> f = number > 100 ? {|MKIT3008:stackalloc byte[number]|} : default;
        for (var i = 0; i < number; i++) { Span<byte> g = {|MKIT3008:stackalloc byte[8]|}; g[0] = 1; }
        """);

    [Fact]
    public Task Stackalloc_of_bounded_size_is_silent() => Verify.InScope("""
        Span<byte> a = stackalloc byte[4096];
        Span<long> b = stackalloc long[512];
        Span<byte> c = stackalloc byte[] { 1, 2, 3 };
        Span<int> d = stackalloc[] { 1, 2, number };
        Span<byte> e = number <= 256 ? stackalloc byte[number] : default;
        Span<byte> f = number > 256 ? default : stackalloc byte[number];
        Span<byte> g = stackalloc byte[Math.Min(number, 256)];
        const int Size = 16;
        Span<Guid> h = stackalloc Guid[Size];
        """);

    [Fact]
    public Task Memory_that_a_callee_takes_is_reported_with_the_chain() => Verify.Source("""
        class C
        {
            [Memalloc] static void M() { {|#0:N()|}; }
            static void N() => {|#1:System.Buffers.ArrayPool<byte>.Shared.Rent(8)|};
        }
        """,
        Verify.Message("MKIT3008", 0, "M → N → ArrayPool<byte>.Rent() takes memory that is not reserved, in a memalloc scope; the pool may be empty: rent from a ByteReserve or PageReserve of the context").WithLocation(1));

    [Fact]
    public Task Message_says_what_to_write_instead() => Verify.Source("""
        class C
        {
            [Memalloc] static void M(int n) { {|#0:Zone.Default.TryAllocate(8, out _)|}; Span<byte> s = {|#1:stackalloc byte[n]|}; }
        }
        """,
        Verify.Message("MKIT3008", 0, "Zone.TryAllocate() takes memory that is not reserved, in a memalloc scope; it names no reserve, so only ordinary memory can serve it: rent from a ByteReserve, PageReserve or ObjectReserve<T> of the context"),
        Verify.Message("MKIT3008", 1, "stackalloc byte[n] takes memory that is not reserved, in a memalloc scope; give it a constant size of at most a page, outside of loops, or rent from a ByteReserve"));
}
