// One operation on a reserve, with ordinary memory at hand and without.
using BenchmarkDotNet.Attributes;
using MemallocKit.Benchmarks.Areas;

namespace MemallocKit.Benchmarks.SingleFigures;

public class ReserveBenchmarks
{
    private ReserveRig _rig = null!;

    [Params(false, true)]
    public bool Exhausted { get; set; }

    [GlobalSetup]
    public void Connect()
    {
        _rig = new ReserveRig();
        if (Exhausted)
            _rig.Exhaust();
    }

    [GlobalCleanup]
    public void Disconnect() => _rig.Dispose();

    [Benchmark]
    public void Charge()
    {
        _rig.Bytes.TryCharge(1);
        _rig.Bytes.Uncharge(1);
    }

    [Benchmark]
    public void Enter() => MemallocScope.Enter([_rig.Root]).Dispose();

    [Benchmark]
    public void Page()
    {
        _rig.Pages.TryRent(out var lease, Entitlement.Memalloc);
        lease.Dispose();
    }

    [Benchmark]
    public void Object()
    {
        _rig.Objects.TryRent(out var lease, Entitlement.Memalloc);
        lease.Dispose();
    }
}
