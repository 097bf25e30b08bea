// One thread allocates, another frees: what was one thread's becomes the other's.
using MemallocKit.Benchmarks.Measuring;
using MemallocKit.Benchmarks.Peers;

namespace MemallocKit.Benchmarks.Shapes;

/// <summary>
/// Blocks go over in batches through a ring, so that handing them over costs next to nothing beside allocating and freeing them.
/// </summary>
internal sealed class HandOvers(int bytes) : IShape
{
    public Contender Of<TAllocator, TBlock>()
        where TAllocator : struct, IAllocator<TAllocator, TBlock>, allows ref struct
        where TBlock : struct => new Loop<TAllocator, TBlock>(bytes);

    private sealed class Loop<TAllocator, TBlock> : Contender
        where TAllocator : struct, IAllocator<TAllocator, TBlock>, allows ref struct
        where TBlock : struct
    {
        private const int Places = 8;
        private const int BatchBlocks = 256;

        private readonly int _bytes;
        private readonly Crew _crew = new(2);
        private readonly TBlock[][] _batches;
        private readonly Action<int> _work;

        // Batches that were filled and emptied so far, each on a cache line of its own.
        private readonly long[] _counts = new long[48];
        private long _target;

        public Loop(int bytes)
        {
            _bytes = bytes;
            _batches = [.. Enumerable.Range(0, Places).Select(static _ => new TBlock[BatchBlocks])];
            _work = member =>
            {
                if (member == 0)
                    Fill();
                else
                    Empty();
            };
        }

        private ref long Filled => ref _counts[16];

        private ref long Emptied => ref _counts[32];

        public override Sample Run(long operations)
        {
            var batches = (operations + BatchBlocks - 1) / BatchBlocks;
            _target += batches;
            return new Sample(batches * BatchBlocks, _crew.Run(_work));
        }

        public override void Dispose() => _crew.Dispose();

        private void Fill()
        {
            var size = _bytes;
            var allocator = TAllocator.Open();
            while (Filled < _target)
            {
                WaitUntil(ref Emptied, Filled - Places + 1);
                var batch = _batches[Filled % Places];
                for (var index = 0; index < batch.Length; index++)
                {
                    batch[index] = allocator.Allocate(size);
                    TAllocator.First(batch[index]) = index;
                }

                Volatile.Write(ref Filled, Filled + 1);
            }
        }

        private void Empty()
        {
            var allocator = TAllocator.Open();
            while (Emptied < _target)
            {
                WaitUntil(ref Filled, Emptied + 1);
                foreach (var block in _batches[Emptied % Places])
                    allocator.Free(block);
                Volatile.Write(ref Emptied, Emptied + 1);
            }
        }

        private static void WaitUntil(ref long count, long least)
        {
            var spinner = default(SpinWait);
            while (Volatile.Read(ref count) < least)
                spinner.SpinOnce(sleep1Threshold: -1);
        }
    }
}
