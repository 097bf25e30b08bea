// How much memory is in use for what is alive: the pages that the zone has given out, its caches included, by the bytes asked for.
using MemallocKit.Benchmarks.Measuring;
using MemallocKit.Benchmarks.Reports;

namespace MemallocKit.Benchmarks.Areas;

internal sealed class FootprintArea : Area
{
    private const long LiveBytes = 32L << 20;

    public override string Name => "footprint";

    public override IEnumerable<Case> Cases =>
    [
        Steady(16, 1024),
        Steady(16, 32 * 1024),
        Shift((16, 256), (512, 4096)),
        Shift((512, 4096), (16, 256)),
    ];

    private static Case Steady(int least, int most)
    {
        var name = $"steady, {Range((least, most))}";
        return new(name, area => [Measure(area, name, 1.15, heap =>
        {
            heap.Fill(least, most);
            heap.Replace(least, most, times: 10);
        })]);
    }

    private static Case Shift((int Least, int Most) before, (int Least, int Most) after)
    {
        var name = $"{Range(before)} to {Range(after)}";
        return new(name, area => [Measure(area, name, 1.2, heap =>
        {
            heap.Fill(before.Least, before.Most);
            heap.Replace(before.Least, before.Most, times: 3);
            heap.Shift(after.Least, after.Most);
            heap.Replace(after.Least, after.Most, times: 3);
            heap.Trim();
        })]);
    }

    private static Row Measure(string area, string name, double target, Action<SimulatedHeap> live)
    {
        using var heap = new SimulatedHeap(LiveBytes);
        live(heap);
        var ratio = (double)heap.BytesInUse / heap.LiveBytes;
        return new Row(area, name, "live bytes", heap.BytesInUse, heap.LiveBytes, new Statistics(ratio, ratio, ratio), target);
    }

    private static string Range((int Least, int Most) bytes) =>
        bytes.Most >= 4096 ? $"{bytes.Least} B-{bytes.Most / 1024} KiB" : $"{bytes.Least}-{bytes.Most} B";
}
