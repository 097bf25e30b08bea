// Holds the allocation rules against the IL that the compiler writes for the same source.
using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Tests.Emission;

public class EmissionTests
{
    [Theory]
    [InlineData("Emitted.cs", 90, 50)]
    [InlineData("Language.cs", 90, 40)]
    public Task Sample_methods_are_reported_exactly_when_their_il_allocates(string file, int methods, int allocating) =>
        Compare(SampleCompilation.Create(file), methods, allocating);

    [Fact]
    public Task Methods_of_the_analyzers_are_reported_exactly_when_their_il_allocates() =>
        Compare(SampleCompilation.OwnSources(), methods: 100, allocating: 40);

    [Fact]
    public void Il_reader_tells_what_allocates()
    {
        var allocating = AllocatingMethods.Read(SampleCompilation.Create("Emitted.cs"));

        Assert.Superset(
            new HashSet<string> { "Emitted.NewObject", "Emitted.Rectangular", "Emitted.Box", "Emitted.Captures", "Emitted.Iterator" },
            allocating);
        Assert.DoesNotContain("Emitted.NewStructWithConstructor", allocating);
        Assert.DoesNotContain("Emitted.CapturesNothing", allocating);
        Assert.DoesNotContain("Emitted.ConstantSpan", allocating);
    }

    private static async Task Compare(CSharpCompilation compilation, int methods, int allocating)
    {
        var declared = Declared(compilation);
        var emitted = AllocatingMethods.Read(compilation);
        emitted.IntersectWith(declared);
        var reported = await Reported(compilation);

        // So many there are at least: an empty comparison would succeed too.
        Assert.InRange(declared.Count, methods, int.MaxValue);
        Assert.InRange(emitted.Count, allocating, int.MaxValue);
        Assert.Equal([], emitted.Except(reported).Order());
        Assert.Equal([], reported.Except(emitted).Order());
    }

    private static async Task<HashSet<string>> Reported(Compilation compilation)
    {
        var diagnostics = await compilation.WithAnalyzers(Rules.OfScopes).GetAnalyzerDiagnosticsAsync();
        return
        [
            .. diagnostics.Where(d => HasInstruction(d)).Select(MethodAt).OfType<MethodDeclarationSyntax>()
                .Select(m => $"{NamedType(m)}.{m.Identifier.ValueText}"),
        ];
    }

    // A callee's allocation is no instruction of the caller: reports with a chain are left out.
    private static bool HasInstruction(Diagnostic diagnostic) => diagnostic.AdditionalLocations.Count == 0;

    private static MethodDeclarationSyntax? MethodAt(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetRoot().FindNode(diagnostic.Location.SourceSpan)
            .FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) as MethodDeclarationSyntax;

    private static HashSet<string> Declared(CSharpCompilation compilation) =>
    [
        .. compilation.GetSymbolsWithName(_ => true, SymbolFilter.Member).OfType<IMethodSymbol>()
            .Where(m => !m.IsImplicitlyDeclared && m.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation)
            .Select(m => $"{NamedType(m.ContainingType)}.{m.Name.Split('.')[^1]}"),
    ];

    // Members of an extension block are compiled into the class around it.
    private static string NamedType(INamedTypeSymbol type) => type.IsExtension ? type.ContainingType.Name : type.Name;

    private static string NamedType(MethodDeclarationSyntax method) =>
        method.Ancestors().OfType<BaseTypeDeclarationSyntax>().First(t => t is not ExtensionBlockDeclarationSyntax).Identifier.ValueText;
}
