// The commands, from files to files.
using MemallocKit.Summaries.Tests.Harness;

namespace MemallocKit.Summaries.Tests.CommandLine;

public sealed class CommandTests : IDisposable
{
    private const string Source = """
        public class C
        {
            public static int Never() => 1;
            public static object Always() => Inner();
            private static object Inner() => new object();
            public static int Apply(System.Func<int> f) => f();
            public static object Maybe(bool make = false) => make ? new object() : null;
            public static int Changing(int n) => n;
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_that_was_made_answers_for_its_methods()
    {
        var table = Summarize(Source);

        var (exitCode, output, error) = Tool.Run(
            ["lookup", table], "M:C.Never\nM:C.Always\n\n M:C.Apply(System.Func{System.Int32}) \nM:C.Inner\nM:C.Maybe(System.Boolean)\nM:C.Maybe(System.Boolean)?\n");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(
            "M:C.Never\tNever\t\nM:C.Always\tAllocAlways\t\nM:C.Apply(System.Func{System.Int32})\tVirtual\tdelegate(0);otherwise(Never)\nM:C.Inner\t-\t\n"
                + "M:C.Maybe(System.Boolean)\tAllocMay\t\nM:C.Maybe(System.Boolean)?\tNever\t\n",
            output);
    }

    [Fact]
    public void A_compact_table_answers_alike_and_has_no_ids_to_compare()
    {
        var path = Compiler.Compile(Source, _folder);
        var compact = _folder.File("compact.bin");
        Assert.Equal(0, Tool.Run(["summarize", path, "--compact", "-o", compact]).ExitCode);

        var (exitCode, output, error) = Tool.Run(["lookup", compact], "M:C.Never\nM:C.Apply(System.Func{System.Int32})\nM:C.Missing\n");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal("M:C.Never\tNever\t\nM:C.Apply(System.Func{System.Int32})\tVirtual\tdelegate(0);otherwise(Never)\nM:C.Missing\t-\t\n", output);
        Expect(1, $"error: '{compact}' is a compact table, which holds no ids;", "diff", compact, compact);
    }

    [Fact]
    public void A_table_names_its_sources_and_assumptions()
    {
        var text = File.ReadAllText(Summarize(Source, "Named"));

        Assert.StartsWith("memalloc-summaries 1\nsource Named 0.0.0.0 ", text);
        Assert.Contains("\nassumes off M:System.Diagnostics.Tracing.EventSource.IsEnabled -- no listener and no trace session\n", text);
    }

    [Fact]
    public void An_explanation_goes_down_to_the_allocation()
    {
        var path = Compiler.Compile(Source, _folder);

        var (exitCode, output, error) = Tool.Run(["explain", path, "M:C.Always"]);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal("M:C.Always\nAllocAlways (Allocates)\n  IL_0000 calls M:C.Inner\n  makes System.Object at IL_0000\n", output);
    }

    [Fact]
    public void A_diff_tells_better_from_worse()
    {
        var old = Summarize(Source);
        var current = Summarize(Source.Replace("Changing(int n) => n;", "Changing(int n) => new int[n].Length; public static int Added() => 1;")
            .Replace("static object Inner() => new object()", "static object Inner() => null").Replace("public static int Never() => 1;", ""));

        var worse = Tool.Run(["diff", old, current]);
        var same = Tool.Run(["diff", old, old]);

        Assert.Equal((0, "", ""), same);
        Assert.Equal(
            (3, "+ M:C.Added\tNever\n< M:C.Always\tAllocAlways\tNever\n> M:C.Changing(System.Int32)\tNever\tAllocAlways\n- M:C.Never\tNever\n", ""),
            worse);
    }

    [Fact]
    public void Inputs_that_cannot_be_used_are_named_in_one_line()
    {
        var text = _folder.File("text.dll");
        File.WriteAllText(text, "no assembly");
        var empty = Directory.CreateDirectory(_folder.File("empty")).FullName;
        var path = Compiler.Compile(Source, _folder);
        var missing = _folder.File("missing.dll");
        var output = _folder.File("out.tsv");

        Expect(1, $"error: '{missing}' does not exist.", "summarize", missing, "-o", output);
        Expect(1, $"error: '{text}' cannot be read as a .NET assembly: ", "summarize", text, "-o", output);
        Expect(1, $"error: The folder '{empty}' holds no .NET assembly.", "summarize", empty, "-o", output);
        Expect(1, $"error: The folder '{missing}' of --references does not exist.", "summarize", path, "-o", output, "--references", missing);
        Expect(1, $"error: System.Private.CoreLib.dll is in none of the folders ({_folder.Path}, {empty});", "summarize", path, "-o", output, "--references", empty);
        Expect(1, "error: No method has the documentation id 'M:C.Alway'.", "explain", path, "M:C.Alway");
        Expect(1, "error: No method has the documentation id 'M:C.Apply'. It has: M:C.Apply(System.Func{System.Int32})", "explain", path, "M:C.Apply");
        Expect(1, $"error: There is no table '{missing}'; `summarize` makes one.", "lookup", missing);
        Expect(1, $"error: '{text}' is not a table of summaries: line 1 is not 'memalloc-summaries 1'.", "lookup", text);
        Expect(2, "error: ", "summarize", path);
        Expect(2, "error: ", "unknown");
        Assert.False(File.Exists(output));
    }

    [Fact]
    public void Help_lists_the_commands()
    {
        var (exitCode, output, _) = Tool.Run(["--help"]);

        Assert.Equal(0, exitCode);
        Assert.All(["summarize", "lookup", "explain", "diff", "merge", "framework"], command => Assert.Contains($"  {command} ", output));
    }

    private static void Expect(int exitCode, string error, params string[] arguments)
    {
        var result = Tool.Run(arguments);
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(error, result.Error);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    private string Summarize(string source, string? name = null)
    {
        var path = Compiler.Compile(source, _folder, name);
        var table = path + ".tsv";
        var (exitCode, output, error) = Tool.Run(["summarize", path, "-o", table]);
        Assert.True(exitCode == 0, error);
        Assert.Equal("", output);
        return table;
    }
}
