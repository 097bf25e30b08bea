// The report: layout, figures, short buffers, streams, names that could break a format.
using System.Text;
using System.Text.Json;
using MemallocKit.Diagnostics;
using MemallocKit.Runtime.Tests.Reserves;

namespace MemallocKit.Runtime.Tests.Diagnostics;

public class ReserveInfoTests
{
    private const string NastyName = "a\tb\nc\r\"d\\e\u0001f\u2028g ü 🐧 \ud800";

    public static TheoryData<ReserveInfoFormat> Formats => [ReserveInfoFormat.Text, ReserveInfoFormat.Lines, ReserveInfoFormat.Json];

    [Fact]
    public void Text_has_a_line_a_node_indented_with_size_usage_and_limit()
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
    public void Lines_have_a_header_and_the_figures_of_each_node_between_tabs()
    {
        using var tree = new TestTree();
        using var connection = tree.Objects.Connect(tree.Zone);
        Assert.True(tree.Objects.TryCharge(7));
        tree.Objects.Uncharge(2);
        var lines = ReserveInfo.ToLines(tree.Root).Split('\n');
        tree.Objects.Uncharge(5);

        Assert.Equal("id\tparent\tname\tunit\tpages\tusage\tlimit\tpeak\tconnected", lines[0]);
        Assert.Equal($"{tree.Root.Id}\t0\troot\tmixed\t{tree.Root.Pages}\t0\t{tree.Root.Limit}\t0\tfalse", lines[1]);
        Assert.Contains($"{tree.Pages.Id}\t{tree.Group.Id}\tpages\tpage\t8\t0\t8\t0\tfalse", lines);
        Assert.Contains($"{tree.Objects.Id}\t{tree.Root.Id}\tobjects\tobject\t8\t5\t100\t7\ttrue", lines);
        Assert.Contains($"{tree.Instances.Id}\t{tree.Root.Id}\tinstances\tobject\t0\t0\t5\t0\tfalse", lines);
        Assert.Contains($"{tree.FirstShare.Id}\t{tree.Shared.Id}\tfirst share\tbyte\t{tree.FirstShare.Pages}\t0\t3000\t0\tfalse", lines);
        Assert.Equal("", lines[^1]);
        Assert.Equal(tree.Reserves.Length + 6, lines.Length);
    }

    [Fact]
    public void Json_has_the_fields_and_figures_of_the_lines()
    {
        using var tree = new TestTree();
        using var connection = tree.Bytes.Connect(tree.Zone);
        Assert.True(tree.Bytes.TryCharge(1234));
        using var document = JsonDocument.Parse(ReserveInfo.ToJson(tree.Root));
        var lines = ReserveInfo.ToLines(tree.Root).TrimEnd('\n').Split('\n');
        tree.Bytes.Uncharge(1234);

        var fromJson = document.RootElement.GetProperty("reserves").EnumerateArray().Select(static node =>
            string.Join('\t', node.EnumerateObject().Select(static field => field.Value.ToString().ToLowerInvariant())));
        Assert.Equal(lines[1..].Select(line => line.Replace("\t0\troot", "\t\troot", StringComparison.Ordinal)), fromJson);
        Assert.Equal(
            lines[0].Split('\t'),
            document.RootElement.GetProperty("reserves")[0].EnumerateObject().Select(static field => field.Name));
    }

    [Fact]
    public void A_part_of_a_tree_is_reported_from_its_node_down()
    {
        using var tree = new TestTree();
        var lines = ReserveInfo.ToLines(tree.Shared).TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.StartsWith($"{tree.Shared.Id}\t{tree.Root.Id}\tshared\t", lines[1], StringComparison.Ordinal);
        Assert.StartsWith($"{tree.SecondShare.Id}\t{tree.Shared.Id}\tsecond share\t", lines[3], StringComparison.Ordinal);
        Assert.Equal(2, ReserveInfo.ToText(tree.FirstShare).Split('\n').Length);
    }

    [Fact]
    public void Names_with_separators_quotes_and_controls_stay_one_field()
    {
        var root = new ReserveGroup(NastyName);
        using var document = JsonDocument.Parse(ReserveInfo.ToJson(root));
        var name = document.RootElement.GetProperty("reserves")[0].GetProperty("name").GetString();
        Assert.Equal(NastyName.Replace('\ud800', '\ufffd'), name);

        var lines = ReserveInfo.ToLines(root).Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal("a\\tb\\nc\\r\"d\\\\e\\u0001f\\u2028g ü 🐧 \ufffd", lines[1].Split('\t')[2]);

        Assert.Equal("a\ufffdb\ufffdc\ufffd\"d\\e\ufffdf\u2028g ü 🐧 \ufffd  0K (0/0)\n", ReserveInfo.ToText(root));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_span_too_short_is_told_and_holds_whole_nodes(ReserveInfoFormat format)
    {
        using var tree = new TestTree();
        var whole = new byte[4096];
        Assert.True(ReserveInfo.TryWrite(tree.Root, whole, out var complete, format));
        var ends = new HashSet<int>();
        for (var length = 0; length < complete; length++)
        {
            var buffer = new byte[length];
            Assert.False(ReserveInfo.TryWrite(tree.Root, buffer, out var written, format));
            Assert.Equal(whole[..written], buffer[..written]);
            ends.Add(written);
        }

        // Nothing, the header where there is one, and the nodes, of which the last also completes the text and the lines.
        Assert.Equal(tree.Reserves.Length + 4 + (format == ReserveInfoFormat.Text ? 0 : 1) + (format == ReserveInfoFormat.Json ? 1 : 0), ends.Count);
        Assert.True(ReserveInfo.TryWrite(tree.Root, new byte[complete], out _, format));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_stream_gets_what_a_span_gets(ReserveInfoFormat format)
    {
        var root = new ReserveGroup("root");
        for (var index = 0; index < 100; index++)
            _ = new PageReserve(new string('x', index) + NastyName, root, index);
        var expected = new byte[100_000];
        Assert.True(ReserveInfo.TryWrite(root, expected, out var written, format));

        using var stream = new MemoryStream();
        ReserveInfo.Write(root, stream, format);
        Assert.Equal(expected[..written], stream.ToArray());
    }

    [Fact]
    public void A_node_added_while_the_report_is_written_is_left_out_of_all_of_it()
    {
        var root = new ReserveGroup("root");
        var child = new ReserveGroup("child", root);
        var walk = new ReserveWalk(root);
        _ = new ReserveGroup("a name that is wider than the column", child);
        _ = new ReserveGroup("and another", root);

        var buffer = new byte[200];
        var writer = new Utf8Writer(buffer);
        ReserveReport.Add(ref writer, root, ReserveInfoFormat.Text, walk);
        Assert.Equal("root     0K (0/0)\n  child  0K (0/0)\n", Encoding.UTF8.GetString(buffer, 0, writer.Ended));
    }

    [Fact]
    public void A_walk_is_cut_off_when_a_group_leaves_a_tree_and_shows_nothing_of_where_it_went()
    {
        var root = new ReserveGroup("root");
        var child = new ReserveGroup("child", root);
        _ = new ReserveGroup("grandchild", child);
        var other = new ReserveGroup("other");
        _ = new ReserveGroup("under other", other);

        var walk = new ReserveWalk(root);
        Assert.True(walk.MoveNext());
        Assert.True(walk.MoveNext());
        Assert.Equal(("child", false), (walk.Current.Name, walk.IsCut));
        child.Detach();
        child.AttachTo(other);
        Assert.False(walk.MoveNext());
        Assert.True(walk.IsCut);
        Assert.Equal(
            """
            other           0K (0/0)
              under other   0K (0/0)
              child         0K (0/0)
                grandchild  0K (0/0)

            """,
            ReserveInfo.ToText(other));
    }

    [Fact]
    public void A_report_while_groups_come_and_go_is_well_formed_and_of_its_own_tree()
    {
        var root = new ReserveGroup("root");
        var other = new ReserveGroup("other");
        _ = new ReserveGroup("only in other", other);
        var moving = new ReserveGroup("moving");
        _ = new ReserveGroup("below", moving);
        _ = new ReserveGroup("last", root);
        var stop = false;
        var mover = new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                moving.AttachTo(root);
                moving.Detach();
                moving.AttachTo(other);
                moving.Detach();
            }
        });
        mover.Start();
        for (var round = 0; round < 2000; round++)
        {
            using var document = JsonDocument.Parse(ReserveInfo.ToJson(root));
            var names = document.RootElement.GetProperty("reserves").EnumerateArray().Select(static node => node.GetProperty("name").GetString());
            Assert.Empty(names.Except(["root", "last", "moving", "below"]));
        }

        Volatile.Write(ref stop, true);
        mover.Join();
    }

    [Fact]
    public void A_chain_of_a_thousand_groups_is_reported_to_the_end()
    {
        var root = new ReserveGroup("root");
        var group = root;
        for (var depth = 0; depth < 1000; depth++)
            group = new ReserveGroup($"level {depth}", group);
        using var document = JsonDocument.Parse(ReserveInfo.ToJson(root));
        Assert.Equal(1001, document.RootElement.GetProperty("reserves").GetArrayLength());
        Assert.Contains(new string(' ', 2000) + "level 999", ReserveInfo.ToText(root), StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_that_are_no_tree_or_no_format_are_refused()
    {
        var root = new ReserveGroup("root");
        Assert.Throws<ArgumentNullException>(() => ReserveInfo.ToText(null!));
        Assert.Throws<ArgumentNullException>(() => ReserveInfo.Write(root, null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReserveInfo.TryWrite(root, new byte[100], out _, (ReserveInfoFormat)3));
    }
}
