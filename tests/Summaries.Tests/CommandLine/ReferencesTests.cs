// The command of a user's build: the table of the project's packages, made once for the same builds.
using MemallocKit.Summaries.Tables;
using MemallocKit.Summaries.Tests.Harness;

namespace MemallocKit.Summaries.Tests.CommandLine;

public sealed class ReferencesTests : IDisposable
{
    private const string Marker = "M:Marker\tNever\t\n";

    private readonly TemporaryFolder _folder = new();
    private readonly List<TemporaryFolder> _outputs = [];

    private string List => _folder.File("list.txt");

    private string Table => _folder.File("references.memalloc.table");

    public void Dispose()
    {
        _folder.Dispose();
        _outputs.ForEach(o => o.Dispose());
    }

    [Fact]
    public void A_table_is_made_once_for_the_same_builds()
    {
        var path = Compile("public class C { public static void M() { } }");
        Make(path);
        Assert.Equal("Never", ClassOf("M:C.M"));

        File.AppendAllText(Table, Marker);
        File.SetLastWriteTimeUtc(Table, DateTime.UnixEpoch);
        Make(path);
        Assert.EndsWith(Marker, File.ReadAllText(Table), StringComparison.Ordinal);
        Assert.NotEqual(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(Table));

        File.Copy(Compile("public class C { public static object M() => new object(); }"), path, overwrite: true);
        Make(path);
        Assert.Equal("AllocAlways", ClassOf("M:C.M"));
        Assert.DoesNotContain("M:Marker", File.ReadAllText(Table), StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_tables_are_made_again()
    {
        File.WriteAllText(Table, "damaged");

        Make(Compile("public class C { public static void M() { } }"));

        Assert.Equal("Never", ClassOf("M:C.M"));
    }

    [Fact]
    public void Assemblies_of_one_system_count_with_those_of_the_others()
    {
        var any = Compile("public class C { public static object M() => null; public static void N() { } }", "Library");
        var windows = Compile("public class C { public static object M() => new object(); public static void N() { } }", "Library");

        Make(any + "\t", windows + "\twin");

        Assert.Equal(("AllocAlways", "Never"), (ClassOf("M:C.M"), ClassOf("M:C.N")));
    }

    [Fact]
    public void What_the_framework_brings_in_a_later_version_is_left_out()
    {
        var old = Compile("[assembly: System.Reflection.AssemblyVersion(\"4.0.0.0\")] public class C { public static void M() { } }", "System.Memory");

        Make(old, Compile("public class D { public static void M() { } }"));

        Assert.Equal((null, "Never"), (ClassOf("M:C.M"), ClassOf("M:D.M")));
    }

    [Fact]
    public void Missing_lists_and_files_that_are_no_assemblies_are_errors()
    {
        Assert.StartsWith($"error: There is no list '{List}' of assemblies.", Tool.Run(["references", List, "-o", Table]).Error, StringComparison.Ordinal);
        File.WriteAllText(List, $"{List}\t\n");
        Assert.StartsWith($"error: '{List}' cannot be read as a .NET assembly: ", Tool.Run(["references", List, "-o", Table]).Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Table));
    }

    // Each in a folder of its own: some are named alike.
    private string Compile(string source, string? name = null)
    {
        _outputs.Add(new TemporaryFolder());
        return Compiler.Compile(source, _outputs[^1], name);
    }

    private void Make(params string[] lines)
    {
        File.WriteAllLines(List, lines);
        var (exitCode, output, error) = Tool.Run(["references", List, "-o", Table]);
        Assert.Equal((0, "", ""), (exitCode, output, error));
    }

    private string? ClassOf(string id)
    {
        using var reader = new StreamReader(Table);
        return TableText.Read(reader).TryFind(id, out var entry) ? entry.Class.ToString() : null;
    }
}
