// A server's life in short, after the benchmark larson: many live blocks of many sizes, one replaced at a time.
using System.Diagnostics;
using MemallocKit.Benchmarks.Measuring;
using MemallocKit.Benchmarks.Peers;

namespace MemallocKit.Benchmarks.Shapes;

/// <summary>
/// After each turn the threads pass their blocks on, so that what one allocated is freed by another. A turn is a number of operations and not a
/// time: else whoever is slower would have to free more that is not his own.
/// </summary>
internal sealed class MixedSizes(int threads) : IShape
{
    public Contender Of<TAllocator, TBlock>()
        where TAllocator : struct, IAllocator<TAllocator, TBlock>, allows ref struct
        where TBlock : struct => new Loop<TAllocator, TBlock>(threads);

    private sealed class Loop<TAllocator, TBlock> : Contender
        where TAllocator : struct, IAllocator<TAllocator, TBlock>, allows ref struct
        where TBlock : struct
    {
        private const int LiveBlocks = 4096;
        private const int TurnOperations = 16 * LiveBlocks;
        private const int LeastBytes = 16;
        private const int MostBytes = 1024;

        private readonly int _threads;
        private readonly Crew _crew;
        private readonly TBlock[][] _live;
        private readonly Action<int> _work;
        private int _turn;

        public Loop(int threads)
        {
            _threads = threads;
            _crew = new Crew(threads);
            _live = new TBlock[threads][];
            _work = Replace;
            _crew.Run(Populate);
        }

        public override Sample Run(long operations)
        {
            long done = 0;
            long ticks = 0;
            for (; done < operations; done += TurnOperations * _threads)
            {
                _turn++;
                ticks += _crew.Run(_work);
            }

            return new Sample(done, ticks);
        }

        public override void Dispose()
        {
            _crew.Run(Clear);
            _crew.Dispose();
        }

        private void Populate(int member)
        {
            var allocator = TAllocator.Open();
            var random = new Random(member);
            _live[member] = new TBlock[LiveBlocks];
            foreach (ref var block in _live[member].AsSpan())
                block = allocator.Allocate(random.Next(LeastBytes, MostBytes + 1));
        }

        private void Replace(int member)
        {
            var live = _live[(member + _turn) % _threads];
            var allocator = TAllocator.Open();
            var random = 0x9E3779B97F4A7C15UL * (ulong)((_turn * _threads) + member + 1);
            for (var operation = 0L; operation < TurnOperations; operation++)
            {
                // xorshift: a slot from its low bits, a size from its high ones.
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                ref var block = ref live[(int)(random % LiveBlocks)];
                allocator.Free(block);
                block = allocator.Allocate(LeastBytes + (int)(((random >> 32) * (MostBytes - LeastBytes + 1)) >> 32));
                TAllocator.First(block) = operation;
            }
        }

        private void Clear(int member)
        {
            var allocator = TAllocator.Open();
            foreach (var block in _live[member])
                allocator.Free(block);
        }
    }
}
