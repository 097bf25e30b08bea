// A charge and its return, and a charge that is refused, against what two atomic operations cost alone.
using MemallocKit.Benchmarks.Measuring;

namespace MemallocKit.Benchmarks.Areas;

internal sealed class ChargeArea : Area
{
    public override string Name => "charge";

    public override IEnumerable<Case> Cases
    {
        get
        {
            var exchanges = new Entrant("2 CompareExchange", static () => new OperationLoop<TwoExchanges>(new(new long[16])));
            var additions = new Entrant("2 Interlocked.Add", static () => new OperationLoop<TwoAdditions>(new(new long[16])));
            yield return Versus.Case(
                "charge + uncharge",
                new Entrant("charge", static () => new ReserveLoop<Charge>(static rig => new(rig.Bytes))),
                exchanges.AtMost(1.10),
                additions.Shown());
            yield return Versus.Case(
                "refusal",
                new Entrant("refusal", static () => new ReserveLoop<Refusal>(static rig =>
                {
                    if (!rig.Bytes.TryCharge(rig.Bytes.Limit))
                        Unexpected.Outcome();
                    return new(rig.Bytes);
                })),
                exchanges.AtMost(0.15),
                additions.Shown());
        }
    }

    private readonly struct Charge(Reserve reserve) : IOperation
    {
        public void Run()
        {
            if (!reserve.TryCharge(1))
                Unexpected.Outcome();
            reserve.Uncharge(1);
        }
    }

    private readonly struct Refusal(Reserve reserve) : IOperation
    {
        public void Run()
        {
            if (reserve.TryCharge(1))
                Unexpected.Outcome();
        }
    }

    // What a counter with a limit comes down to when nobody contends. In the middle of an array of two cache lines: alone on
    // its line, as the reserve's counter is.
    private readonly struct TwoExchanges(long[] line) : IOperation
    {
        public void Run()
        {
            Interlocked.CompareExchange(ref line[8], 1, 0);
            Interlocked.CompareExchange(ref line[8], 0, 1);
        }
    }

    // A counter without one.
    private readonly struct TwoAdditions(long[] line) : IOperation
    {
        public void Run()
        {
            Interlocked.Add(ref line[8], 1);
            Interlocked.Add(ref line[8], -1);
        }
    }
}
