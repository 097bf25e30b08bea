// The report: layout, figures, short buffers, no allocation.
using System.Text;
using MemallocKit.Diagnostics;
using MemallocKit.Runtime.Tests.Reserves;

namespace MemallocKit.Runtime.Tests.Diagnostics;

public class ReserveInfoTests
{
    [Fact]
    public void A_tree_is_reported_a_line_a_node_indented_with_size_usage_and_limit()
    {
        var root = new ReserveGroup("wurzel ü");
        var pages = new PageReserve("pages", root, 8);
        _ = new PageReserve("runs", new ReserveGroup("group", root), 64, runPages: 16);
        using var zone = Zones.OfPages(128);
        using var connection = root.Connect(zone);
        Assert.True(pages.TryCharge(3));
        var report = ReserveInfo.ToText(root);
        pages.Uncharge(3);
        Assert.Equal(
            """
            wurzel ü  288K (0/72)
              pages   32K (3/8)
              group   256K (0/64)
                runs  256K (0/64)

            """,
            report);
    }

    [Fact]
    public void A_span_too_short_is_told_and_holds_whole_lines()
    {
        using var tree = new TestTree();
        var whole = Encoding.UTF8.GetBytes(ReserveInfo.ToText(tree.Root));
        for (var length = 0; length < whole.Length; length++)
        {
            var buffer = new byte[length];
            Assert.False(ReserveInfo.TryWrite(tree.Root, buffer, out var written));
            Assert.Equal(whole[..written], buffer[..written]);
            Assert.True(written == 0 || buffer[written - 1] == '\n');
        }

        Assert.True(ReserveInfo.TryWrite(tree.Root, new byte[whole.Length], out _));
    }

    [Fact]
    public void A_node_added_while_the_report_is_written_may_be_wider_than_the_column()
    {
        var root = new ReserveGroup("root");
        _ = new ReserveGroup("wider than the column", root);
        var buffer = new byte[100];
        var writer = new ReserveInfoText(buffer, nameWidth: 4);
        Assert.True(writer.TryWrite(root, 0));
        Assert.Contains("  wider than the column  0K (0/0)\n", Encoding.UTF8.GetString(buffer), StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_into_a_span_allocates_nothing()
    {
        using var tree = new TestTree();
        var buffer = new byte[4096];
        ReserveInfo.TryWrite(tree.Root, buffer, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
            ReserveInfo.TryWrite(tree.Root, buffer, out _);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
