// The report needs no managed memory: counted at every tier, and shown on a heap that is full.
using MemallocKit.Runtime.Tests.Reserves;
using MemallocKit.Runtime.Tests.Swap;

namespace MemallocKit.Runtime.Tests.Diagnostics;

[Collection(Allocations.Name)]
public class ReserveInfoMemoryTests
{
    private static readonly ReserveInfoFormat[] s_formats = [ReserveInfoFormat.Text, ReserveInfoFormat.Lines, ReserveInfoFormat.Json];

    [Fact]
    public void Writing_into_a_span_or_an_unbuffered_stream_allocates_nothing() => CountToZero();

    [Theory]
    [InlineData("DOTNET_JITMinOpts", "1")]
    [InlineData("DOTNET_TieredCompilation", "0")]
    public void Writing_allocates_nothing_at_tier_0_and_when_fully_optimised(string setting, string value) =>
        ChildProcess.Run(CountToZero, (setting, value), ("DOTNET_ReadyToRun", "0"));

    [Fact]
    public void Writing_succeeds_when_the_managed_heap_is_full() =>
        ChildProcess.Run(WriteOnFullHeap, ("DOTNET_GCHeapHardLimit", "0x8000000"), ("DOTNET_TieredPGO", "0"));

    private static void CountToZero()
    {
        using var tree = Tree();
        var buffer = new byte[8192];
        using var stream = new MemoryStream(new byte[8192]);
        foreach (var format in s_formats)
        {
            Write(tree, buffer, stream, format);
            Assert.Equal(0, Allocations.Count(() =>
            {
                for (var round = 0; round < 100; round++)
                    Write(tree, buffer, stream, format);
            }));
        }
    }

    private static void WriteOnFullHeap()
    {
        using var tree = Tree();
        var (expected, buffer) = (new byte[8192], new byte[8192]);
        using var stream = new MemoryStream(new byte[8192]);
        foreach (var format in s_formats)
        {
            Write(tree, expected, stream, format);
            FullHeap.Run(() =>
            {
                for (var round = 0; round < 100; round++)
                    Write(tree, buffer, stream, format);
            });
            Assert.Equal(expected, buffer);
            Assert.Equal(expected, stream.ToArray());
        }
    }

    private static TestTree Tree()
    {
        var tree = new TestTree();
        _ = new ReserveGroup("\ttab \"quotes\" and half a \ud83d", tree.Root);
        return tree;
    }

    private static void Write(TestTree tree, byte[] buffer, MemoryStream stream, ReserveInfoFormat format)
    {
        Array.Clear(buffer);
        if (!ReserveInfo.TryWrite(tree.Root, buffer, out var written, format))
            throw new InvalidOperationException("The buffer is too short.");
        stream.Position = 0;
        ReserveInfo.Write(tree.Root, stream, format);
        stream.Write(buffer, written, buffer.Length - written);
    }
}
