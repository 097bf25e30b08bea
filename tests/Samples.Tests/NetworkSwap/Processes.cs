// Tests that start processes run one after the other: each of them fills a heap and keeps both cores busy.

namespace MemallocKit.Samples.Tests.NetworkSwap;

internal static class Processes
{
    public const string Name = "processes";
}
