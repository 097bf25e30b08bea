// What entering and leaving a MEMALLOC context adds to a loop, against what carries such state elsewhere: an AsyncLocal.
using System.Diagnostics;
using MemallocKit.Benchmarks.Measuring;
using MemallocKit.Benchmarks.Peers;
using MemallocKit.Benchmarks.Reports;

namespace MemallocKit.Benchmarks.Areas;

internal sealed class ContextArea : Area
{
    private const string CaseName = "enter + exit";
    private const int Bytes = 64;

    public override string Name => "context";

    public override IEnumerable<Case> Cases => [new(CaseName, Measure)];

    private static IEnumerable<Row> Measure(string area)
    {
        var nanoseconds = Contest.Run(
        [
            new Entrant("inside", static () => new Inside()),
            new Entrant("outside", static () => new Outside()),
            new Entrant("AsyncLocal", static () => new OperationLoop<Change>(new(new AsyncLocal<object?>(), new object()))),
        ]);
        double[] added = [.. nanoseconds[0].Zip(nanoseconds[1], static (inside, outside) => inside - outside)];
        yield return Row.Within(area, CaseName, added, budget: 1);
        yield return new Row(
            area,
            CaseName,
            "change of AsyncLocal",
            Statistics.Of(added).Median,
            Statistics.Of(nanoseconds[2]).Median,
            Statistics.Of(added.Zip(nanoseconds[2], static (our, their) => our / their)),
            0.1);
    }

    private sealed class Inside : Contender
    {
        private readonly ReserveRig _rig = new();

        public override Sample Run(long operations)
        {
            ReserveNode[] nodes = [_rig.Root];
            var handle = _rig.Zone.GetHandle();
            var allocator = new HandleAllocator(handle);
            var start = Stopwatch.GetTimestamp();
            for (long operation = 0; operation < operations; operation++)
            {
                using var memalloc = MemallocScope.Enter(nodes, in handle);
                var block = allocator.Allocate(Bytes);
                HandleAllocator.First(block) = operation;
                allocator.Free(block);
            }

            return new Sample(operations, Stopwatch.GetTimestamp() - start);
        }

        public override void Dispose() => _rig.Dispose();
    }

    private sealed class Outside : Contender
    {
        private readonly ReserveRig _rig = new();

        public override Sample Run(long operations)
        {
            var allocator = new HandleAllocator(_rig.Zone.GetHandle());
            var start = Stopwatch.GetTimestamp();
            for (long operation = 0; operation < operations; operation++)
            {
                var block = allocator.Allocate(Bytes);
                HandleAllocator.First(block) = operation;
                allocator.Free(block);
            }

            return new Sample(operations, Stopwatch.GetTimestamp() - start);
        }

        public override void Dispose() => _rig.Dispose();
    }

    private struct Change(AsyncLocal<object?> local, object value) : IOperation
    {
        private bool _set;

        public void Run()
        {
            _set = !_set;
            local.Value = _set ? value : null;
        }
    }
}
