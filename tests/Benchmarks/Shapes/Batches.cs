// Allocate a batch, then free it in an order of its own.
using System.Diagnostics;
using MemallocKit.Benchmarks.Measuring;
using MemallocKit.Benchmarks.Peers;

namespace MemallocKit.Benchmarks.Shapes;

internal sealed class Batches(int bytes, int count) : IShape
{
    public Contender Of<TAllocator, TBlock>()
        where TAllocator : struct, IAllocator<TAllocator, TBlock>, allows ref struct
        where TBlock : struct => new Loop<TAllocator, TBlock>(bytes, count);

    private sealed class Loop<TAllocator, TBlock> : Contender
        where TAllocator : struct, IAllocator<TAllocator, TBlock>, allows ref struct
        where TBlock : struct
    {
        private readonly int _bytes;
        private readonly TBlock[] _blocks;
        private readonly int[] _order;

        public Loop(int bytes, int count)
        {
            _bytes = bytes;
            _blocks = new TBlock[count];
            _order = [.. Enumerable.Range(0, count)];
            new Random(1).Shuffle(_order);
        }

        public override Sample Run(long operations)
        {
            var size = _bytes;
            var blocks = _blocks;
            var order = _order;
            var allocator = TAllocator.Open();
            long done = 0;
            var start = Stopwatch.GetTimestamp();
            for (; done < operations; done += blocks.Length)
            {
                for (var index = 0; index < blocks.Length; index++)
                {
                    blocks[index] = allocator.Allocate(size);
                    TAllocator.First(blocks[index]) = index;
                }

                foreach (var index in order)
                    allocator.Free(blocks[index]);
            }

            return new Sample(done, Stopwatch.GetTimestamp() - start);
        }
    }
}
