// The pairs that the areas handle and statics measure.
using MemallocKit.Benchmarks.Shapes;

namespace MemallocKit.Benchmarks.Areas;

internal static class SmallPairs
{
    public static IEnumerable<(string Name, IShape Shape)> All
    {
        get
        {
            foreach (var bytes in new[] { 16, 48, 128, 256 })
                yield return ($"pair of {bytes} B", new Pairs(bytes));
            yield return ($"pair of {ConstantPairs.Bytes} B, constant", new ConstantPairs());
        }
    }
}
