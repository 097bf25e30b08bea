// A rent and its return when ordinary memory is gone: all of the slow path, from the failed ordinary attempt on.
using MemallocKit.Benchmarks.Measuring;
using MemallocKit.Benchmarks.Peers;
using MemallocKit.Benchmarks.Reports;
using MemallocKit.Benchmarks.Shapes;

namespace MemallocKit.Benchmarks.Areas;

internal sealed class EmergencyArea : Area
{
    private const double BudgetNanoseconds = 45;

    public override string Name => "emergency";

    public override IEnumerable<Case> Cases =>
    [
        Case("page", 4096, static rig => new RentPage(rig.Pages)),
        Case("object of 256 B", 256, static rig => new RentObject(rig.Objects), keepsObject: true),
        Case("the only object", 256, static rig => new RentObject(rig.Objects)),
        Case("256 bytes", 256, static rig => new RentBytes(rig.Bytes)),
    ];

    private static Case Case<TOperation>(string name, int bytes, Func<ReserveRig, TOperation> operation, bool keepsObject = false)
        where TOperation : struct, IOperation => new(name, area => Measure(area, name, bytes, operation, keepsObject));

    private static IEnumerable<Row> Measure<TOperation>(
        string area, string name, int bytes, Func<ReserveRig, TOperation> operation, bool keepsObject)
        where TOperation : struct, IOperation
    {
        var native = PeerList.NativeMemory.In(new Pairs(bytes));
        var nanoseconds = Contest.Run(
        [
            new Entrant(name, () => new ReserveLoop<TOperation>(Emergency, keepsObject)),
            native,
        ]);
        var ours = Statistics.Of(nanoseconds[0]);
        yield return Row.Within(area, name, nanoseconds[0], BudgetNanoseconds);
        var ratio = Statistics.Of(nanoseconds[0].Zip(nanoseconds[1], static (our, their) => our / their));
        yield return new Row(area, name, native.Name, ours.Median, Statistics.Of(nanoseconds[1]).Median, ratio, null);

        TOperation Emergency(ReserveRig rig)
        {
            rig.Exhaust();
            return operation(rig);
        }
    }

    private readonly struct RentPage(PageReserve reserve) : IOperation
    {
        public void Run()
        {
            if (!reserve.TryRent(out var lease))
                Unexpected.Outcome();
            lease.Span[0] = 1;
            lease.Dispose();
        }
    }

    private readonly struct RentObject(ObjectReserve<ReserveRig.Packet> reserve) : IOperation
    {
        public unsafe void Run()
        {
            if (!reserve.TryRent(out var lease))
                Unexpected.Outcome();
            lease.Value.Words[0] = 1;
            lease.Dispose();
        }
    }

    private readonly struct RentBytes(ByteReserve reserve) : IOperation
    {
        public void Run()
        {
            if (!reserve.TryRent(256, out var lease))
                Unexpected.Outcome();
            lease.Span[0] = 1;
            lease.Dispose();
        }
    }
}
