// A pattern of use: the loop that an allocator is timed in.
using MemallocKit.Benchmarks.Measuring;
using MemallocKit.Benchmarks.Peers;

namespace MemallocKit.Benchmarks.Shapes;

internal interface IShape
{
    Contender Of<TAllocator, TBlock>()
        where TAllocator : struct, IAllocator<TAllocator, TBlock>, allows ref struct
        where TBlock : struct;
}
