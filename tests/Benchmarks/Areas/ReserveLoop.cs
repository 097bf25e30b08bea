// An operation on a reserve, in a loop.
using MemallocKit.Benchmarks.Measuring;

namespace MemallocKit.Benchmarks.Areas;

internal sealed class ReserveLoop<TOperation> : Contender
    where TOperation : struct, IOperation
{
    private readonly ReserveRig _rig = new();
    private readonly OperationLoop<TOperation> _loop;

    public ReserveLoop(Func<ReserveRig, TOperation> operation) => _loop = new(operation(_rig));

    public override Sample Run(long operations)
    {
        using var memalloc = MemallocScope.Enter([_rig.Root]);
        return _loop.Run(operations);
    }

    public override void Dispose()
    {
        // What an operation charged once and for all.
        if (_rig.Bytes.Usage > 0)
            _rig.Bytes.Uncharge(_rig.Bytes.Usage);
        _rig.Dispose();
    }
}
