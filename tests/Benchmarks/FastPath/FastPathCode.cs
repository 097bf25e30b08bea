// The two methods whose machine code is looked at: nothing in them but the fast paths.
using System.Runtime.CompilerServices;

namespace MemallocKit.Benchmarks.FastPath;

internal static unsafe class FastPathCode
{
    public static readonly string[] Methods = [nameof(AllocateByHandle), nameof(FreeByHandle)];

    /// <summary>Runs them until they are compiled for good.</summary>
    public static void Settle()
    {
        using var zone = new Zone(new ZoneOptions { Name = "fast path", Bytes = 4L << 20 });
        var handle = zone.GetHandle();
        for (var pass = 0; pass < 10; pass++)
        {
            for (var pair = 0; pair < 100; pair++)
                FreeByHandle(in handle, AllocateByHandle(in handle, 64 + pair));
            Thread.Sleep(150);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void* AllocateByHandle(in ZoneHandle handle, int bytes) => handle.Allocate(bytes);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FreeByHandle(in ZoneHandle handle, void* address) => handle.Free(address);
}
