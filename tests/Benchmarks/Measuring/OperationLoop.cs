// A loop over one operation that is not an allocation.
using System.Diagnostics;

namespace MemallocKit.Benchmarks.Measuring;

/// <summary>Implemented by structs, so that a loop over it is compiled for it alone.</summary>
internal interface IOperation
{
    void Run();
}

internal sealed class OperationLoop<TOperation>(TOperation operation) : Contender
    where TOperation : struct, IOperation
{
    public override Sample Run(long operations)
    {
        var local = operation;
        var start = Stopwatch.GetTimestamp();
        for (long done = 0; done < operations; done++)
            local.Run();
        return new Sample(operations, Stopwatch.GetTimestamp() - start);
    }
}
