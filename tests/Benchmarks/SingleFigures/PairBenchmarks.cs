// One pair of allocate and free.
using BenchmarkDotNet.Attributes;
using MemallocKit.Benchmarks.Peers;

namespace MemallocKit.Benchmarks.SingleFigures;

public class PairBenchmarks
{
    [Params(16, 256, 4096)]
    public int Bytes { get; set; }

    [Benchmark(Baseline = true)]
    public void Zone() => Pair<StaticsAllocator, nint>();

    [Benchmark]
    public void Blocks() => Pair<BlockAllocator, MemoryBlock>();

    [Benchmark]
    public void Native() => Pair<NativeMemoryAllocator, nint>();

    [Benchmark]
    public void ArrayPool() => Pair<ArrayPoolAllocator, ArrayBlock>();

    [Benchmark]
    public void NewArray() => Pair<NewArrayAllocator, ArrayBlock>();

    private void Pair<TAllocator, TBlock>()
        where TAllocator : struct, IAllocator<TAllocator, TBlock>, allows ref struct
        where TBlock : struct
    {
        var allocator = TAllocator.Open();
        var block = allocator.Allocate(Bytes);
        TAllocator.First(block) = Bytes;
        allocator.Free(block);
    }
}
