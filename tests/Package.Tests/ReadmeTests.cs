// Every C# block of the README compiles as it says, and the walk is the sample.
using System.Collections.Immutable;
using MemallocKit.Analyzers;
using MemallocKit.Generators;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Package.Tests;

public class ReadmeTests
{
    private const string ImplicitUsings = "global using System; global using System.IO; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    public static TheoryData<string> Blocks => [.. ReadmeBlock.All.Select(static block => block.Name)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task A_block_compiles_with_exactly_the_diagnostics_it_names(string name)
    {
        var block = ReadmeBlock.Named(name);
        var sources = block.With.Select(ReadmeBlock.Named).Append(block).Select(static part => (part.Name, part.Code)).ToArray();
        var reported = await DiagnosticsOf(sources);
        Assert.Equal(
            block.ExpectedErrors.Select(error => (name, error.Id, error.Line)),
            reported.Select(static diagnostic => (diagnostic.Location.SourceTree?.FilePath ?? "", diagnostic.Id, diagnostic.Location.GetLineSpan().StartLinePosition.Line)));
    }

    [Fact]
    public void The_walk_breaks_a_rule_once_to_show_it() =>
        Assert.Single(ReadmeBlock.All.SelectMany(static block => block.ExpectedErrors));

    [Theory]
    [InlineData("Reserves", "samples/QuickStart/Reserves.cs")]
    [InlineData("Spiller", "samples/QuickStart/Spiller.cs")]
    [InlineData("Program", "samples/QuickStart/Program.cs")]
    [InlineData("Test", "tests/Samples.Tests/QuickStart/SpillerTests.cs")]
    public void A_block_of_the_walk_is_a_file_that_is_run(string name, string file) =>
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, file)), ReadmeBlock.Named(name).Code);

    private static async Task<IReadOnlyList<Diagnostic>> DiagnosticsOf((string Name, string Code)[] sources)
    {
        var options = new CSharpParseOptions(LanguageVersion.CSharp14);
        var trees = sources.Append((Name: "Usings", Code: ImplicitUsings)).Select(source => CSharpSyntaxTree.ParseText(source.Code, options, source.Name));
        var isProgram = sources.Any(static source => source.Name == "Program");
        var compilation = CSharpCompilation.Create(
            "Readme",
            trees,
            References(),
            new CSharpCompilationOptions(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver
            .Create([new ReserveTreeGenerator().AsSourceGenerator(), new MemallocContextGenerator().AsSourceGenerator()], parseOptions: options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var problems, TestContext.Current.CancellationToken);
        var all = await generated.WithAnalyzers(Rules(), new AnalyzerOptions([new SummaryFile()])).GetAllDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. problems.Concat(all).Where(static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).OrderBy(static diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>All analyzers of the assembly, as the compiler would load them.</summary>
    private static ImmutableArray<DiagnosticAnalyzer> Rules() =>
    [
        .. typeof(MemallocAnalyzer).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !type.IsAbstract)
            .Select(static type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
    ];

    /// <summary>The framework that the tests run on, with the runtime and xunit, which lie beside the tests.</summary>
    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var file
                && (file.StartsWith("System.", StringComparison.Ordinal) || file.StartsWith("xunit.", StringComparison.Ordinal)
                    || file is "netstandard.dll" or "mscorlib.dll" or "MemallocKit.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path));

    // What the walk says of streams, as the sample's project passes it.
    private sealed class SummaryFile : AdditionalText
    {
        public override string Path { get; } = System.IO.Path.Combine(Repository.Root, "samples/QuickStart/QuickStart.memalloc.txt");

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(CancellationToken cancellationToken = default) =>
            Microsoft.CodeAnalysis.Text.SourceText.From(File.ReadAllText(Path));
    }
}
