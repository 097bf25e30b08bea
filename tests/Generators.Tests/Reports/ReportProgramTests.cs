// What the program does with input that is not as it should be, and where its output may stand.
using MemallocKit.Report;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

public sealed class ReportProgramTests : ReportTest
{
    private const string Empty = """{ "version": 1, "assembly": "A", "pageBytes": 4096, "trees": [], "contexts": [] }""";

    [Fact]
    public void Help_goes_to_the_output_and_unknown_arguments_to_the_errors()
    {
        var (exitCode, output, errors) = Run("--help");
        Assert.Equal((CommandLine.Done, ""), (exitCode, errors));
        Assert.Contains("write ASSEMBLY FOLDER", output, StringComparison.Ordinal);

        foreach (var arguments in new string[][] { [], ["write", "one"], ["diff", "a", "b", "c"], ["draw"] })
        {
            (exitCode, output, errors) = Run(arguments);
            Assert.Equal((CommandLine.Failed, ""), (exitCode, output));
            Assert.StartsWith($"error: not understood: '{string.Join(' ', arguments)}'", errors, StringComparison.Ordinal);
            Assert.Contains("diff OLD.json NEW.json", errors, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("no assembly")]
    [InlineData("MZ")]
    public void Writing_from_what_is_not_an_assembly_names_the_file(string content)
    {
        var file = NewFile("case.dll", content);

        AssertFails($"error: '{file}' is not a .NET assembly: name the .dll that the build made", "write", file, Folder.FullName);
    }

    [Fact]
    public void Writing_from_a_module_or_from_a_file_that_is_not_there_names_the_file()
    {
        var module = Emit(Compilations.Create("class A;").WithOptions(new Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions(OutputKind.NetModule)));
        AssertFails($"error: '{module}' is not a .NET assembly", "write", module, Folder.FullName);

        var missing = Path.Combine(Folder.FullName, "missing.dll");
        AssertFails($"error: cannot read '{missing}': ", "write", missing, Folder.FullName);
        AssertFails("error: cannot read '': ", "write", "", Folder.FullName);
    }

    [Fact]
    public void Writing_from_an_assembly_without_a_report_says_how_to_build_it()
    {
        var assembly = Emit(GeneratorRun.Start(Compilations.Create("""[assembly: System.Reflection.AssemblyMetadata("Other", "value")] [ReserveTree] static partial class Reserves;""")).Output);

        AssertFails($"error: '{assembly}' holds no report on reserves: build it with -p:MemallocReport=true", "write", assembly, Folder.FullName);
        Assert.Empty(Folder.GetFiles("reserves.*"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("\"{ \\\"version\\\": 7 }\"")]
    public void Report_that_no_generator_wrote_is_refused(string value)
    {
        var assembly = Emit(Compilations.Create($"[assembly: System.Reflection.AssemblyMetadata(\"MemallocKit.Reserves\", {value})]"));

        AssertFails($"error: '{assembly}' ", "write", assembly, Folder.FullName);
        Assert.Empty(Folder.GetFiles("reserves.*"));
    }

    [Fact]
    public void What_another_build_writes_to_the_folder_at_the_same_time_is_no_obstacle()
    {
        var assembly = Emit(GeneratorRun.Start(Compilations.Create("class A;"), report: "true").Output);
        var file = Path.Combine(Folder.FullName, ReportFiles.Json + ".tmp");
        using var held = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None);

        Assert.Equal((CommandLine.Done, "", ""), Run("write", assembly, Folder.FullName));

        Assert.True(File.Exists(file));
    }

    [Fact]
    public void Folder_is_made_where_there_is_none_and_a_file_in_its_place_is_an_error()
    {
        var assembly = Emit(GeneratorRun.Start(Compilations.Create("class A;"), report: "true").Output);
        var folder = Path.Combine(Folder.FullName, "a", "b c");

        Assert.Equal((CommandLine.Done, "", ""), Run("write", assembly, folder));

        Assert.Equal(["reserves.json", "reserves.md"], Directory.GetFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        AssertFails($"error: cannot write to the folder '{assembly}': ", "write", assembly, assembly);
    }

    [Theory]
    [InlineData("", "is not a report on reserves: ")]
    [InlineData("[1]", "is not a report on reserves: it has no version")]
    [InlineData("{}", "is not a report on reserves: it has no version")]
    [InlineData("""{ "version": 2 }""", "is a report of version 2, and this program reads version 1: use the one of the package that wrote it")]
    [InlineData("""{ "version": "1" }""", "is a report of version \"1\", and this program reads version 1")]
    [InlineData("""{ "version": 1 }""", "is not a report on reserves: ")]
    [InlineData("""{ "version": 1, "assembly": "A", "pageBytes": 4096, "trees": [ null ], "contexts": [] }""", "is not a report on reserves: an entry is null")]
    [InlineData("""{ "version": 1, "assembly": "A", "pageBytes": 4096, "trees": null, "contexts": [] }""", "is not a report on reserves: ")]
    [InlineData("""{ "version": 1, "assembly": "A", "pageBytes": 4096, "trees": [ { "type": "T", "model": "UpperBound", "processors": 1, "root": { "name": "r" } } ], "contexts": [] }""", "is not a report on reserves: ")]
    public void Comparing_with_what_is_not_a_report_names_the_file(string content, string message)
    {
        var good = NewFile("good.json", Empty);
        var bad = NewFile("bad.json", content);

        AssertFails($"error: '{bad}' {message}", "diff", good, bad);
        AssertFails($"error: '{bad}' {message}", "diff", bad, good);
    }

    [Fact]
    public void Report_that_names_a_node_twice_is_refused_for_comparison()
    {
        const string Tree = """{ "type": "T", "model": "UpperBound", "processors": 1, "root": { "name": "r", "member": "T", "kind": "group", "pages": { "upperBound": 0, "linuxSlub": 0 }, "nodes": [] } }""";
        var twice = NewFile("twice.json", Empty.Replace("\"trees\": []", $"\"trees\": [ {Tree}, {Tree} ]", StringComparison.Ordinal));

        AssertFails("error: a report has the node T twice", "diff", twice, twice);
    }

    [Fact]
    public void Damaged_reports_are_compared_or_refused_and_nothing_is_thrown()
    {
        var whole = WriteFiles(GeneratorRun.Start(
            Compilations.Create("""
                [ReserveTree("r")] static partial class Reserves { [ReserveNode("p\u2028", Pages = 3)] public static partial PageReserve Pool { get; } [ReserveNode(Objects = 3)] public static partial ObjectReserve<long> Items { get; } }
                [MemallocContext(typeof(Reserves))] readonly ref partial struct WriteOut;
                """),
            report: "true").Output).Json;
        var good = NewFile("good.json", whole);
        var codes = new int[3];
        var random = new Random(1);
        string[] pieces = ["null", "{", "}", "[", "]", "\"", ",", "\\ud800", "1e999", "-1", "3.5", "99999999999999999999", "\"version\"", "\u0000", "true", ""];
        for (var round = 0; round < 400; round++)
        {
            var at = random.Next(whole.Length);
            var length = Math.Min(random.Next(4) == 0 ? random.Next(40) : random.Next(2), whole.Length - at);
            var damaged = NewFile("damaged.json", whole[..at] + pieces[random.Next(pieces.Length)] + whole[(at + length)..]);
            codes[Run("diff", good, damaged).ExitCode]++;
        }

        // Some damage is to names and figures only.
        Assert.All(codes, static count => Assert.InRange(count, 1, 399));
    }

    private string NewFile(string name, string content)
    {
        var path = Path.Combine(Folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    private static void AssertFails(string message, params string[] arguments)
    {
        var (exitCode, output, errors) = Run(arguments);
        Assert.Equal((CommandLine.Failed, ""), (exitCode, output));
        Assert.StartsWith(message, errors, StringComparison.Ordinal);
        Assert.EndsWith("\n", errors, StringComparison.Ordinal);
    }
}
