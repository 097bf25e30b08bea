// What a change in the declarations changes in the files, and what the comparison says of it.
using MemallocKit.Report;

namespace MemallocKit.Generators.Tests;

public sealed class ReportDiffTests : ReportTest
{
    private const string Source =
        """
        struct Pair<T> where T : unmanaged { public T First, Second; public System.Numerics.Vector<byte> Third; }
        struct Small { public long A; }
        struct Large { public long A, B, C, D; }

        [ReserveTree("total")] static partial class Reserves
        {
            [ReserveNode("network")] public static partial class Network
            {
                [ReserveNode("flush path", Pages = 32)] public static partial PageReserve Flush { get; }
                [ReserveNode("requests", Objects = 1000)] public static partial ObjectReserve<Small> Requests { get; }
                [ReserveNode("other", Pages = 9)] public static partial PageReserve Other { get; }
            }
            [ReserveNode("disk", Bytes = 4096, Largest = 256)] public static partial ByteReserve Disk { get; }
        }

        [MemallocContext(typeof(Reserves.Network))] readonly ref partial struct WriteOut;
        """;

    [Fact]
    public void Changed_amount_changes_the_line_of_its_node_and_the_sums_over_it()
    {
        var (before, after) = Markdown("Pages = 32", "Pages = 1000035");

        var changed = before.Zip(after).Where(static lines => lines.First != lines.Second).Select(static lines => lines.Second.TrimStart()).ToList();

        Assert.Equal(before.Length, after.Length);
        Assert.Equal(5, changed.Count);
        Assert.EndsWith("total", changed[0], StringComparison.Ordinal);
        Assert.EndsWith("  network", changed[1], StringComparison.Ordinal);
        Assert.EndsWith("flush path", changed[2], StringComparison.Ordinal);
        Assert.StartsWith("| `WriteOut` |", changed[3], StringComparison.Ordinal);
        Assert.EndsWith("total / network / flush path", changed[4], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[ReserveNode("disk",""", """[ReserveNode("a new one at the end of a name that is longer than all others", Pages = 0x7FFFFFFF)] public static partial PageReserve New { get; } [ReserveNode("disk",""")]
    [InlineData("static partial ByteReserve Disk { get; }", "static partial ByteReserve Disk { get; } [ReserveNode(Pages = 1)] public static partial PageReserve Last { get; }")]
    public void Added_node_adds_a_line_and_moves_no_other(string from, string to)
    {
        var (before, after) = Markdown(from, to);

        Assert.Equal(before.Length + 1, after.Length);
        Assert.Equal(2, after.Except(before).Count());
    }

    [Fact]
    public void Equal_reports_compare_as_equal_whatever_ends_their_lines()
    {
        var json = Json(Source);

        Assert.Equal((CommandLine.Done, "", ""), Compare(json, json.Replace("\n", "\r\n", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(
        "Pages = 32", "Pages = 35",
        """
        +3 pages  total (LinuxSlub 58 -> 61)
        +3 pages  total / network (LinuxSlub 44 -> 47)
        +3 pages  total / network / flush path (amount 32 -> 35, LinuxSlub 32 -> 35)
        +3 pages  context WriteOut (LinuxSlub 44 -> 47)
        """)]
    [InlineData(
        "Pages = 9)", "Pages = 8)",
        """
        -1 pages  total (LinuxSlub 58 -> 57)
        -1 pages  total / network (LinuxSlub 44 -> 43)
        -1 pages  total / network / other (amount 9 -> 8, LinuxSlub 9 -> 8)
        -1 pages  context WriteOut (LinuxSlub 44 -> 43)
        """)]
    [InlineData("\"disk\"", "\"the | disk\"", "0 pages  total / the | disk (name disk -> the | disk)")]
    [InlineData("typeof(Reserves.Network)", "typeof(Reserves.Network), typeof(Reserves)", "+4 pages  context WriteOut (mayCharge +Reserves, reserves +Reserves.Disk, LinuxSlub 44 -> 58)")]
    [InlineData("readonly ref partial struct WriteOut;", "readonly ref partial struct Renamed;", "+45 pages  context Renamed (new)\n-45 pages  context WriteOut (removed)")]
    [InlineData(
        "ObjectReserve<Small>", "ObjectReserve<Pair<System.Runtime.InteropServices.CLong>>",
        """
        ? pages  total (LinuxSlub 58 -> ?)
        ? pages  total / network (LinuxSlub 44 -> ?)
        ? pages  total / network / requests (item Small -> Pair<CLong>, sizeBytes 8 -> ?, LinuxSlub 3 -> ?)
        ? pages  context WriteOut (LinuxSlub 44 -> ?)
        """)]
    [InlineData(
        "[ReserveTree(\"total\")]", "[ReserveTree(\"total\", Processors = 2)]",
        """
        0 pages  total (processors 1 -> 2, LinuxSlub 58 -> 71)
        0 pages  total / network (LinuxSlub 44 -> 45)
        0 pages  total / network / requests (LinuxSlub 3 -> 4)
        0 pages  total / disk (LinuxSlub 14 -> 26)
        0 pages  context WriteOut (LinuxSlub 44 -> 45)
        """)]
    public void Every_change_is_told_with_the_pages_it_makes(string from, string to, string expected)
    {
        var (exitCode, output, errors) = Compare(Json(Source), Json(Edited(from, to)));

        Assert.Equal((CommandLine.Different, ""), (exitCode, errors));
        Assert.Equal(expected + "\n", output);
    }

    [Fact]
    public void Another_order_of_declaration_is_a_difference()
    {
        const string Disk = """[ReserveNode("disk", Bytes = 4096, Largest = 256)] public static partial ByteReserve Disk { get; }""";
        var first = Edited(Disk, "").Replace("""[ReserveNode("network")]""", $"""{Disk} [ReserveNode("network")]""", StringComparison.Ordinal);

        Assert.Equal((CommandLine.Different, "0 pages  order of declaration\n", ""), Compare(Json(Source), Json(first)));
    }

    [Fact]
    public void Another_order_of_what_a_context_reaches_is_a_difference()
    {
        const string Other = """[ReserveNode("other", Pages = 9)] public static partial PageReserve Other { get; }""";
        var first = Edited(Other, "").Replace("""[ReserveNode("flush path",""", $"""{Other} [ReserveNode("flush path",""", StringComparison.Ordinal);

        Assert.Equal((CommandLine.Different, "0 pages  context WriteOut (reserves in another order)\n", ""), Compare(Json(Source), Json(first)));
    }

    private (string[] Before, string[] After) Markdown(string from, string to)
    {
        var before = WriteFiles(GeneratorRun.Start(Compilations.Create(Source), report: "true").Output).Markdown.Split('\n');
        return (before, WriteFiles(GeneratorRun.Start(Compilations.Create(Edited(from, to)), report: "true").Output).Markdown.Split('\n'));
    }

    private static string Edited(string from, string to)
    {
        Assert.Contains(from, Source, StringComparison.Ordinal);
        return Source.Replace(from, to, StringComparison.Ordinal);
    }

    private string Json(string source) => WriteFiles(GeneratorRun.Start(Compilations.Create(source), report: "true").Output).Json;

    private (int ExitCode, string Output, string Errors) Compare(string old, string @new)
    {
        string[] paths = [Path.Combine(Folder.FullName, "old.json"), Path.Combine(Folder.FullName, "new.json")];
        File.WriteAllText(paths[0], old);
        File.WriteAllText(paths[1], @new);
        return Run("diff", paths[0], paths[1]);
    }
}
