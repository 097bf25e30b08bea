// Allocate and free at once, one size.
using System.Diagnostics;
using MemallocKit.Benchmarks.Measuring;
using MemallocKit.Benchmarks.Peers;

namespace MemallocKit.Benchmarks.Shapes;

internal sealed class Pairs(int bytes) : IShape
{
    public Contender Of<TAllocator, TBlock>()
        where TAllocator : struct, IAllocator<TAllocator, TBlock>, allows ref struct
        where TBlock : struct => new Loop<TAllocator, TBlock>(bytes);

    private sealed class Loop<TAllocator, TBlock>(int bytes) : Contender
        where TAllocator : struct, IAllocator<TAllocator, TBlock>, allows ref struct
        where TBlock : struct
    {
        public override Sample Run(long operations)
        {
            // Not a constant to the compiler, for anyone.
            var size = bytes;
            var allocator = TAllocator.Open();
            var start = Stopwatch.GetTimestamp();
            for (long operation = 0; operation < operations; operation++)
            {
                var block = allocator.Allocate(size);
                TAllocator.First(block) = operation;
                allocator.Free(block);
            }

            return new Sample(operations, Stopwatch.GetTimestamp() - start);
        }
    }
}
