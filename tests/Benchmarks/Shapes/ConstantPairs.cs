// Allocate and free at once, with a size that the compiler knows: what sizeof(T) gives.
using System.Diagnostics;
using MemallocKit.Benchmarks.Measuring;
using MemallocKit.Benchmarks.Peers;

namespace MemallocKit.Benchmarks.Shapes;

internal sealed class ConstantPairs : IShape
{
    public const int Bytes = 64;

    public Contender Of<TAllocator, TBlock>()
        where TAllocator : struct, IAllocator<TAllocator, TBlock>, allows ref struct
        where TBlock : struct => new Loop<TAllocator, TBlock>();

    private sealed class Loop<TAllocator, TBlock> : Contender
        where TAllocator : struct, IAllocator<TAllocator, TBlock>, allows ref struct
        where TBlock : struct
    {
        public override Sample Run(long operations)
        {
            var allocator = TAllocator.Open();
            var start = Stopwatch.GetTimestamp();
            for (long operation = 0; operation < operations; operation++)
            {
                var block = allocator.Allocate(Bytes);
                TAllocator.First(block) = operation;
                allocator.Free(block);
            }

            return new Sample(operations, Stopwatch.GetTimestamp() - start);
        }
    }
}
