// Allocators of C: mimalloc, jemalloc and the one of the C library, called as cheaply as managed code can.
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemallocKit.Benchmarks.Peers;

internal interface INativeLibrary
{
    static abstract string FileName { get; }

    static abstract string DebianPackage { get; }

    static abstract string Allocate { get; }

    static abstract string Free { get; }
}

internal readonly struct Mimalloc : INativeLibrary
{
    public static string FileName => "libmimalloc.so.2";

    public static string DebianPackage => "libmimalloc2.0";

    public static string Allocate => "mi_malloc";

    public static string Free => "mi_free";
}

internal readonly struct Jemalloc : INativeLibrary
{
    public static string FileName => "libjemalloc.so.2";

    public static string DebianPackage => "libjemalloc2";

    public static string Allocate => "malloc";

    public static string Free => "free";
}

internal readonly struct Glibc : INativeLibrary
{
    public static string FileName => "libc.so.6";

    public static string DebianPackage => "libc6";

    public static string Allocate => "malloc";

    public static string Free => "free";
}

/// <summary>
/// Function pointers without a GC transition, which no ordinary P/Invoke gets: the best that such a library can do under .NET.
/// They are read into the value, so that the loop holds them in registers.
/// </summary>
internal readonly unsafe struct NativeAllocator<TLibrary> : IAllocator<NativeAllocator<TLibrary>, nint>
    where TLibrary : INativeLibrary
{
    private static readonly nint s_library = NativeLibrary.TryLoad(TLibrary.FileName, out var library) ? library : 0;
    private static readonly nint s_allocate = s_library == 0 ? 0 : NativeLibrary.GetExport(s_library, TLibrary.Allocate);
    private static readonly nint s_free = s_library == 0 ? 0 : NativeLibrary.GetExport(s_library, TLibrary.Free);

    private readonly delegate* unmanaged[SuppressGCTransition]<nuint, nint> _allocate;
    private readonly delegate* unmanaged[SuppressGCTransition]<nint, void> _free;

    private NativeAllocator(nint allocate, nint free)
    {
        _allocate = (delegate* unmanaged[SuppressGCTransition]<nuint, nint>)allocate;
        _free = (delegate* unmanaged[SuppressGCTransition]<nint, void>)free;
    }

    public static bool IsLoaded => s_library != 0;

    public static NativeAllocator<TLibrary> Open() => new(s_allocate, s_free);

    public static ref long First(nint block) => ref Unsafe.AsRef<long>((void*)block);

    public nint Allocate(int bytes) => _allocate((nuint)bytes);

    public void Free(nint block) => _free(block);
}
