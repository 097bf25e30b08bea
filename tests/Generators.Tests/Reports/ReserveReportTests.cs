// What the report says about declarations.
using System.Text.Json;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

public sealed class ReserveReportTests : ReportTest
{
    private const int Mutants = 60;

    private const string Application =
        """
        namespace Demo;

        public struct Request { public long Id, Offset; public int Bytes; }
        public sealed class Session { private readonly long _id; private readonly string? _name; }

        [ReserveTree("total reserve", Processors = 4)] public static partial class Reserves
        {
            [ReserveNode("network")] public static partial class Network
            {
                [ReserveNode("runs", Pages = 32, RunPages = 8)] public static partial PageReserve Runs { get; }
                [ReserveNode("requests", Objects = 1000)] public static partial ObjectReserve<Request> Requests { get; }
                [ReserveNode("sessions", Objects = 8)] public static partial InstanceReserve<Session> Sessions { get; }
                [ReserveNode("headers", Bytes = 4096, Largest = 256)] public static partial ByteReserve Headers { get; }
                [ReserveNode("packets", ChargeHere = true)] public static partial class Packets
                {
                    [ReserveNode("IPv4", Bytes = 65536)] public static partial ByteShare Ipv4 { get; }
                    [ReserveNode("IPv6", Bytes = 65536)] public static partial ByteShare Ipv6 { get; }
                }
            }

            [ReserveNode("flush path")] public static partial class Flush
            {
                [ReserveNode(Pages = 3)] public static partial PageReserve Buffers { get; }
            }
        }
        """;

    private const string Contexts =
        """
        namespace Demo.Work;

        [MemallocContext(typeof(Reserves.Network))] public readonly ref partial struct WriteOut;
        [MemallocContext(typeof(Reserves.Network.Packets), typeof(Reserves.Flush), typeof(Reserves.Network.Packets))] public readonly ref partial struct Flusher;
        public static partial class Inner { [MemallocContext(typeof(Reserves), typeof(Reserves.Flush))] internal readonly ref partial struct All; }
        """;

    [Fact]
    public void Report_of_every_unit_and_of_contexts() =>
        VerifyReport([Application, Contexts], edit: ("Pages = 3)", "Pages = 6)"));

    [Fact]
    public void Trees_and_contexts_are_sorted_by_full_name_and_nodes_are_not() => VerifyReport(
        [
            """
            [MemallocContext(typeof(Zeta))] readonly ref partial struct Second;
            [ReserveTree("zeta")] static partial class Zeta
            {
                [ReserveNode("b", Pages = 1)] public static partial PageReserve B { get; }
                [ReserveNode("a", Pages = 2)] public static partial PageReserve A { get; }
            }
            """,
            """
            [MemallocContext(typeof(alphaTree), typeof(Zeta))] readonly ref partial struct First;
            [ReserveTree("same name", Model = EstimateModel.LinuxSlub, Processors = 2)] static partial class alphaTree
            {
                [ReserveNode("c", Bytes = 100)] public static partial ByteReserve C { get; }
            }
            [ReserveTree("same name")] static partial class Beta;
            """,
        ],
        edit: ("typeof(alphaTree), ", ""));

    [Fact]
    public void Pages_of_sizes_that_only_the_runtime_knows_are_null_with_the_reason() => VerifyReport(
        [
            """
            struct Pair<T> where T : unmanaged { public T First, Second; public System.Numerics.Vector<byte> Third; }

            [ReserveTree("mixed")] static partial class Reserves
            {
                [ReserveNode(Pages = 2)] public static partial PageReserve Fixed { get; }
                [ReserveNode] public static partial class Deep
                {
                    [ReserveNode(Objects = 100)] public static partial ObjectReserve<Pair<System.Runtime.InteropServices.CLong>> Pairs { get; }
                }
            }

            [MemallocContext(typeof(Reserves))] readonly ref partial struct Everything;
            """,
        ],
        edit: ("ObjectReserve<Pair<System.Runtime.InteropServices.CLong>>", "ObjectReserve<long>"));

    [Fact]
    public void Names_of_any_letters_come_through_attribute_and_files()
    {
        string[] names = ["\"quoted\" \"\"\" `ticks` ```", "a | b \\ {braces} <tag> & # * _", "separators \u2028\u2029", "ключ 鍵 🔑", "\u202Eturned\u200B", "half \uD83D", " spaces "];
        var nodes = names.Select(static (name, index) => $"[ReserveNode({Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(name, quote: true)}, Pages = 1)] public static partial PageReserve P{index} {{ get; }}");
        string[] sources =
        [
            $$"""
            namespace @namespace.Größe;

            [ReserveTree("root")] static partial class @class
            {
                {{string.Join("\n    ", nodes)}}
            }

            [MemallocContext(typeof(@class))] readonly ref partial struct @struct;
            """,
        ];

        var run = GeneratorRun.Start(Compilations.Create(sources), report: "true");
        VerifyReport(run, sources, edit: ("Pages = 1", "Pages = 2"));

        var (json, _) = WriteFiles(run.Output);
        using var document = JsonDocument.Parse(json);
        var read = document.RootElement.GetProperty("trees")[0].GetProperty("root").GetProperty("nodes").EnumerateArray().Select(static node => node.GetProperty("name").GetString());
        Assert.Equal(names.Select(static name => name.Replace('\uD83D', name.Contains("half", StringComparison.Ordinal) ? '\uFFFD' : '\uD83D')), read);
    }

    [Fact]
    public void Context_that_names_a_tree_of_another_assembly_says_where_its_pages_are()
    {
        var library = GeneratorRun.Start(Compilations.Create("Library", [Application], []));
        using var image = new MemoryStream();
        Assert.True(library.Output.Emit(image).Success);
        var reference = MetadataReference.CreateFromImage(image.ToArray());
        var run = GeneratorRun.Start(
            Compilations.Create(
                "User",
                [
                    "[MemallocContext(typeof(Own), typeof(Demo.Reserves.Network.Packets))] public readonly ref partial struct WriteOut;",
                    "[ReserveTree] public static partial class Own { [ReserveNode(Pages = 5)] public static partial PageReserve Pool { get; } }",
                ],
                [reference]),
            report: "true");

        CompiledCase.AssertCompiles(run.Output);
        var (json, markdown) = WriteFiles(run.Output);
        Snapshots.AssertText($"{nameof(ReserveReportTests)}.{nameof(Context_that_names_a_tree_of_another_assembly_says_where_its_pages_are)}", "reserves.json", json);
        Snapshots.AssertText($"{nameof(ReserveReportTests)}.{nameof(Context_that_names_a_tree_of_another_assembly_says_where_its_pages_are)}", "reserves.md", markdown);
    }

    [Fact]
    public void Tree_that_joins_another_one_is_counted_there_and_reached_by_its_contexts() => VerifyReport(
        [
            """
            [ReserveTree("application")] static partial class Reserves
            {
                [ReserveNode("own", Pages = 2)] public static partial PageReserve Own { get; }
                [ReserveNode] public static partial class Parts
                {
                    [ReserveNode(Tree = typeof(@class.Storage))] public static partial ReserveGroup Storage { get; }
                }
            }
            [MemallocContext(typeof(Reserves.Parts), typeof(@class.Storage))] readonly ref partial struct WriteOut;
            """,
            """
            static partial class @class
            {
                [ReserveTree("storage")] public static partial class Storage
                {
                    [ReserveNode("blocks", Pages = 5)] public static partial PageReserve Blocks { get; }
                    [ReserveNode(Tree = typeof(Deepest))] public static partial ReserveGroup Deep { get; }
                }
            }
            [ReserveTree("deepest")] static partial class Deepest { [ReserveNode("bottom", Pages = 3)] public static partial PageReserve Bottom { get; } }
            """,
        ],
        edit: ("Pages = 3", "Pages = 4"));

    [Fact]
    public void Tree_of_another_assembly_that_joins_has_pages_that_its_own_report_knows()
    {
        var library = GeneratorRun.Start(Compilations.Create("Library", [Application.Replace(", Processors = 4", "", StringComparison.Ordinal)], []));
        var run = GeneratorRun.Start(
            Compilations.Create(
                "User",
                [
                    "[MemallocContext(typeof(Own))] public readonly ref partial struct WriteOut;",
                    "[ReserveTree] public static partial class Own { [ReserveNode(Pages = 5)] public static partial PageReserve Pool { get; } [ReserveNode(Tree = typeof(Demo.Reserves))] public static partial ReserveGroup Joined { get; } }",
                ],
                [library.Output.ToMetadataReference()]),
            report: "true");

        var (json, markdown) = WriteFiles(run.Output);

        using var document = JsonDocument.Parse(json);
        var context = document.RootElement.GetProperty("contexts")[0];
        Assert.Equal("the tree 'Demo.Reserves' of another assembly is in the report on that", context.GetProperty("unknown").GetString());
        Assert.Equal(["Own.Pool", "Own.Joined"], context.GetProperty("reserves").EnumerateArray().Select(static reserve => reserve.GetProperty("member").GetString()));
        Assert.Contains("?                             total reserve  [the tree Demo.Reserves joins here]\n", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Assembly_without_declarations_has_an_empty_report()
    {
        var (json, markdown) = WriteFiles(GeneratorRun.Start(Compilations.Create("class Nothing;"), report: "True").Output);

        Assert.Equal("{\n  \"version\": 1,\n  \"assembly\": \"Case\",\n  \"pageBytes\": 4096,\n  \"trees\": [],\n  \"contexts\": []\n}\n", json);
        Assert.StartsWith("# Reserves of `Case`\n", markdown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("false")]
    public void Nothing_is_emitted_unless_the_property_is_true(string? property)
    {
        var run = GeneratorRun.Start(Compilations.Create(Application, Contexts), property);

        Assert.DoesNotContain(ReserveReportEmitter.HintName, run.Files.Select(static file => file.HintName));
    }

    [Fact]
    public void Refused_declarations_are_left_out()
    {
        var run = GeneratorRun.Start(
            Compilations.Create(Application.Replace("Pages = 3)", "Pages = 0)", StringComparison.Ordinal), Contexts, "[ReserveTree] static partial class Valid;"), report: "true");

        var emitted = run.Files.Single(static file => file.HintName == ReserveReportEmitter.HintName).SourceText.ToString();
        Assert.Contains("\"type\": \"Valid\"", emitted, StringComparison.Ordinal);
        Assert.DoesNotContain("Demo", emitted, StringComparison.Ordinal);
    }

    [Fact]
    public void Mutated_declarations_give_a_readable_report_or_a_smaller_one()
    {
        var trees = 0;
        for (var seed = 0; seed < Mutants; seed++)
        {
            // Asserts that no generator threw.
            var run = GeneratorRun.Start(Compilations.Create(new Mutator(seed).Mutate(Application), Contexts), report: "true");

            var emitted = run.Files.Single(static file => file.HintName == ReserveReportEmitter.HintName).SourceText.ToString();
            using var document = JsonDocument.Parse(emitted[emitted.IndexOf('{')..(emitted.LastIndexOf('}') + 1)]);
            trees += document.RootElement.GetProperty("trees").GetArrayLength();
        }

        Assert.InRange(trees, 1, Mutants - 1);
    }

    [Theory]
    [InlineData("namespace A { [ReserveTree] static partial class B { [ReserveNode(Pages = 1)] public static partial PageReserve P { get; } } } static partial class A { [ReserveTree] static partial class B; }")]
    [InlineData("[ReserveTree] static partial class A { [ReserveNode(Pages = 1)] public static partial PageReserve B { get; } [ReserveNode(\"c\")] public static partial class B; } [MemallocContext(typeof(A))] readonly ref partial struct C;")]
    public void Two_declarations_of_one_name_do_not_break_the_generator(string source) =>
        Assert.Contains(GeneratorRun.Start(Compilations.Create(source), report: "true").Files, static file => file.HintName == ReserveReportEmitter.HintName);

    [Theory]
    [InlineData("UpperBound", "upperBound")]
    [InlineData("LinuxSlub", "linuxSlub")]
    public void Pages_by_a_model_are_those_of_a_tree_that_is_built_with_it(string model, string field)
    {
        var source = Application.Replace("Processors = 4", $"Processors = 4, Model = EstimateModel.{model}", StringComparison.Ordinal);
        var run = GeneratorRun.Start(Compilations.Create(source), report: "true");
        var tree = (ReserveNode)CompiledCase.Load(run.Output).GetType("Demo.Reserves")!.GetProperty("Node")!.GetValue(null)!;

        using var built = JsonDocument.Parse(ReserveInfo.ToJson(tree));
        using var report = JsonDocument.Parse(WriteFiles(run.Output).Json);

        Assert.Equal(
            built.RootElement.GetProperty("reserves").EnumerateArray().Select(static node => (node.GetProperty("name").GetString(), node.GetProperty("pages").GetInt64())),
            Walk(report.RootElement.GetProperty("trees")[0].GetProperty("root")).Select(node => (node.GetProperty("name").GetString(), node.GetProperty("pages").GetProperty(field).GetInt64())));
    }

    private static IEnumerable<JsonElement> Walk(JsonElement node) =>
        (node.TryGetProperty("nodes", out var inside) ? inside.EnumerateArray().SelectMany(Walk) : []).Prepend(node);
}
