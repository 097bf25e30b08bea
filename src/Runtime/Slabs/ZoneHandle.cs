// A zone as one thread sees it.
using System.Runtime.CompilerServices;
using MemallocKit.Slabs;

namespace MemallocKit;

/// <summary>
/// Holds what <see cref="Zone.Allocate(int)"/> and <see cref="Zone.Free(void*)"/> look up at each call: the caches of the thread that got it. It cannot leave
/// that thread: a <c>ref struct</c> does not cross <c>await</c>, <c>yield</c> or a capture. Not to be used once its zone is disposed.
/// </summary>
public readonly unsafe ref struct ZoneHandle
{
    private readonly OrdinaryMemory _memory;
    private readonly ThreadCache* _cache;
    private readonly ref ThreadRecord _thread;

    internal ZoneHandle(OrdinaryMemory memory, ThreadCache* cache, ref ThreadRecord thread)
    {
        _memory = memory;
        _cache = cache;
        _thread = ref thread;
    }

    internal ref ThreadRecord Thread => ref _thread;

    /// <inheritdoc cref="Zone.Allocate(int)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [CLSCompliant(false)]
    public void* Allocate(int bytes) => (void*)OrdinaryMemory.Allocate(_memory, _cache, bytes);

    /// <inheritdoc cref="Zone.Free(void*)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [CLSCompliant(false)]
    public void Free(void* address) => OrdinaryMemory.Free(_memory, _cache, (nint)address);
}
