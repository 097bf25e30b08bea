// The form that every allocator takes here, so that one loop serves them all.
namespace MemallocKit.Benchmarks.Peers;

/// <summary>
/// Implemented by structs only, and with structs for blocks: a loop over type parameters that are structs is compiled for each
/// pair of them and inlines their calls, where a loop over classes would be shared and look every call up.
/// </summary>
internal interface IAllocator<TSelf, TBlock>
    where TSelf : struct, IAllocator<TSelf, TBlock>, allows ref struct
    where TBlock : struct
{
    /// <summary>What a user would keep in a local variable around a loop, on the thread that runs it.</summary>
    static abstract TSelf Open();

    /// <summary>The first bytes of a block. Loops write them, as whoever asks for memory does.</summary>
    static abstract ref long First(TBlock block);

    TBlock Allocate(int bytes);

    void Free(TBlock block);
}
