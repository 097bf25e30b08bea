// An operation on a reserve, in a loop.
using MemallocKit.Benchmarks.Measuring;

namespace MemallocKit.Benchmarks.Areas;

internal sealed class ReserveLoop<TOperation> : Contender
    where TOperation : struct, IOperation
{
    private readonly ReserveRig _rig = new();
    private readonly OperationLoop<TOperation> _loop;
    private readonly bool _keepsObject;

    /// <param name="operation">Makes the operation, for reserves that are connected.</param>
    /// <param name="keepsObject">Whether an object stays rented, and with it the slab that it is in.</param>
    public ReserveLoop(Func<ReserveRig, TOperation> operation, bool keepsObject = false)
    {
        _loop = new(operation(_rig));
        _keepsObject = keepsObject;
    }

    public override Sample Run(long operations)
    {
        using var memalloc = MemallocScope.Enter([_rig.Root]);
        if (!_keepsObject)
            return _loop.Run(operations);
        _rig.Objects.TryRent(out var kept);
        var sample = _loop.Run(operations);
        kept.Dispose();
        return sample;
    }

    public override void Dispose()
    {
        // What an operation charged once and for all.
        if (_rig.Bytes.Usage > 0)
            _rig.Bytes.Uncharge(_rig.Bytes.Usage);
        _rig.Dispose();
    }
}
