// A table computed from IL as a source: for which assemblies it answers, and when it is read.
using MemallocKit.Analyzers.Summaries;
using MemallocKit.Summaries.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Analyzers.Tests.Summaries;

public class TableSourceTests
{
    private static readonly AssemblyIdentity s_library = new("Library", new Version(1, 2, 0, 0));

    [Theory]
    [InlineData("M:Known", "Library", "1.2.0.0", "FirstCall")]
    [InlineData("M:Missing", "Library", "1.2.0.0", null)]
    [InlineData("M:Known", "Library", "1.3.0.0", null)]
    [InlineData("M:Known", "Other", "1.2.0.0", null)]
    public void Only_members_of_the_assemblies_it_was_made_from_are_found(string id, string assembly, string version, string? expected) =>
        Assert.Equal(expected, Source().Find(id, new AssemblyIdentity(assembly, Version.Parse(version)), withDefaults: false)?.Class.ToString());

    [Theory]
    [InlineData("M:Known", true, "Never")]
    [InlineData("M:Known", false, "FirstCall")]
    [InlineData("M:Calls", true, "Virtual")]
    public void Calls_without_optional_arguments_are_answered_by_the_better_entry(string id, bool withDefaults, string expected) =>
        Assert.Equal(expected, Source().Find(id, s_library, withDefaults)?.Class.ToString());

    [Fact]
    public void Residuals_are_read_once()
    {
        var source = Source();

        var found = source.Find("M:Calls", s_library, withDefaults: false)!;

        Assert.Equal((SummaryClass.Virtual, SummaryClass.Grows), (found.Class, found.Otherwise));
        Assert.Equal([new Residual(ResidualKind.Delegate, 1, null)], found.Residuals);
        Assert.Same(found, source.Find("M:Calls", s_library, withDefaults: false));
    }

    [Fact]
    public void Threads_that_ask_at_once_read_the_table_once()
    {
        var reads = 0;
        var source = new TableSource(() =>
        {
            Interlocked.Increment(ref reads);
            return Table();
        });

        Parallel.For(0, 64, _ => Assert.Equal(SummaryClass.FirstCall, source.Find("M:Known", s_library, withDefaults: false)!.Class));

        Assert.Equal(1, reads);
    }

    [Fact]
    public void Every_id_that_the_compiler_gives_to_members_of_its_references_is_in_the_framework_s_table()
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => Path.GetDirectoryName(p) == Path.GetDirectoryName(typeof(object).Assembly.Location)).Select(p => MetadataReference.CreateFromFile(p));
        var compilation = CSharpCompilation.Create("C", references: references);
        var (found, missing) = (0, new List<string>());
        foreach (var type in Types(compilation.GlobalNamespace).Where(t => t is { DeclaredAccessibility: Accessibility.Public, ContainingType: null }))
        {
            foreach (var method in type.GetMembers().OfType<IMethodSymbol>().Where(m => m.DeclaredAccessibility == Accessibility.Public && !m.IsImplicitlyDeclared
                && !m.Parameters.Any(p => p.Type is IFunctionPointerTypeSymbol)))
            {
                var id = method.GetDocumentationCommentId()!;
                if (FrameworkTable.Source.Find(id, method.ContainingAssembly.Identity, withDefaults: false) is null)
                {
                    missing.Add(id);
                }
                else
                {
                    found++;
                }
            }
        }

        Assert.SkipUnless(Environment.Version is { Major: 10, Build: 12 }, $"The table is that of .NET 10.0.12, and {Environment.Version} runs this.");
        Assert.Equal([], missing);
        Assert.InRange(found, 30_000, int.MaxValue);
    }

    [Theory]
    [InlineData("Derived", SummaryClass.AllocMay)]
    [InlineData("Further", SummaryClass.AllocMay)]
    [InlineData("Base", SummaryClass.FirstCall)]
    [InlineData(null, SummaryClass.FirstCall)]
    internal void Overrides_that_a_reference_assembly_leaves_out_are_those_of_the_table(string? receiver, SummaryClass expected)
    {
        var library = CSharpCompilation.Create(
            "Library",
            [CSharpSyntaxTree.ParseText("""
                [assembly: System.Reflection.AssemblyVersion("1.2.0.0")]
                public class Base { public virtual int Size(int n) => 1; }
                public class Derived : Base { }
                public sealed class Further : Derived { }
                """)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);
        var source = new TableSource(() => new SummaryTable(["Library 1.2.0.0"], [], new Dictionary<string, SummaryEntry>
        {
            ["M:Base.Size(System.Int32)"] = new(SummaryClass.FirstCall, ""),
            ["M:Derived.Size(System.Int32)"] = new(SummaryClass.AllocMay, ""),
        }));
        var declared = library.GetTypeByMetadataName("Base")!.GetMembers("Size").OfType<IMethodSymbol>().Single();

        var found = new CalleeSummaries(new FileSource([]), [source]).Find(declared, withDefaults: false, receiver is null ? null : library.GetTypeByMetadataName(receiver));

        Assert.Equal(expected, found!.Class);
    }

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) =>
        space.GetTypeMembers().Concat(space.GetNamespaceMembers().SelectMany(Types));

    private static TableSource Source() => new(Table);

    private static SummaryTable Table() => new(["Library 1.2.0.0"], [], new Dictionary<string, SummaryEntry>
    {
        ["M:Known"] = new(SummaryClass.FirstCall, ""),
        ["M:Known?"] = new(SummaryClass.Never, ""),
        ["M:Calls"] = new(SummaryClass.Virtual, "delegate(1);otherwise(Grows)"),
    });
}
