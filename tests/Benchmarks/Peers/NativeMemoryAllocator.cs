// NativeMemory: the C library's allocator as the framework offers it.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemallocKit.Benchmarks.Peers;

internal readonly unsafe struct NativeMemoryAllocator : IAllocator<NativeMemoryAllocator, nint>
{
    public static NativeMemoryAllocator Open() => default;

    public static ref long First(nint block) => ref Unsafe.AsRef<long>((void*)block);

    public nint Allocate(int bytes) => (nint)NativeMemory.Alloc((nuint)bytes);

    public void Free(nint block) => NativeMemory.Free((void*)block);
}
