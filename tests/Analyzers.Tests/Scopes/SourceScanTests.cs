using MemallocKit.Analyzers.Scopes;
using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Analyzers.Tests.Scopes;

public class SourceScanTests
{
    [Fact]
    public void Compilation_that_names_no_mark_declares_no_scope() =>
        Assert.False(SourceScan.MayDeclareScopes(Compile("class C { object M() => new object(); }", TestReferences.Runtime)));

    [Fact]
    public void Import_of_the_library_alone_declares_no_scope() =>
        Assert.False(SourceScan.MayDeclareScopes(Compile("using MemallocKit; class C;", TestReferences.Runtime)));

    [Fact]
    public void Rent_is_found_by_its_name()
    {
        Assert.True(SourceScan.MayRent(Compile("class C { void M() => o.TryRent(out _); }", TestReferences.Runtime)));
        Assert.False(SourceScan.MayRent(Compile("[MemallocKit.Memalloc] class C;", TestReferences.Runtime)));
    }

    [Theory]
    [InlineData("[MemallocKit.ReserveTree] static partial class T;", true, false)]
    [InlineData("using T = MemallocKit.ReserveNodeAttribute; [T] class C;", true, false)]
    [InlineData("[MemallocKit.MemallocContext] ref struct C;", true, false)]
    [InlineData("class C { [MemallocKit.MemallocPrime] static void M() { } }", false, true)]
    [InlineData("using MemallocKit; class C { [Memalloc] void M() { } }", false, false)]
    public void Declarations_are_found_by_the_names_of_their_attributes(string source, bool reserves, bool priming)
    {
        var compilation = Compile(source, TestReferences.Runtime);

        Assert.Equal(reserves, SourceScan.MayDeclareReserves(compilation));
        Assert.Equal(priming, SourceScan.MayDeclarePriming(compilation));
    }

    [Theory]
    [InlineData("[Memalloc(typeof(W))] class C;", true)]
    [InlineData("[Memalloc (typeof(W))] class C;", true)]
    [InlineData("[MemallocAttribute(typeof(W))] class C;", true)]
    [InlineData("using M = MemallocKit.MemallocAttribute; [M(typeof(W))] class C;", true)]
    [InlineData("using M = MemallocKit.Memalloc; [M(typeof(W))] class C;", true)]
    [InlineData("[Memalloc] class C { [Memalloc, Other] void M() { } }", false)]
    [InlineData("using MemallocKit; [MemallocContext(typeof(T))] ref struct W;", false)]
    public void Mark_for_a_context_is_told_from_one_without(string source, bool found) =>
        Assert.Equal(found, SourceScan.MayDeclareContextMembers(Compile(source, TestReferences.Runtime)));

    [Fact]
    public void Mark_for_a_context_is_found_wherever_it_stands_in_the_text()
    {
        for (var offset = 4060; offset < 4100; offset++)
            Assert.True(SourceScan.MayDeclareContextMembers(Compile("[Memalloc] class B;" + new string(' ', offset) + "[Memalloc(typeof(W))] class C;", TestReferences.Runtime)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4085)]
    [InlineData(4090)]
    [InlineData(4096)]
    [InlineData(9000)]
    public void Mark_is_found_wherever_it_stands_in_the_text(int offset) =>
        Assert.True(SourceScan.MayDeclareScopes(
            Compile("using MemallocKit;" + new string(' ', offset) + "[Memalloc] class C;", TestReferences.Runtime)));

    [Fact]
    public void Name_longer_than_that_of_the_library_is_found_wherever_it_stands_in_the_text()
    {
        for (var offset = 4060; offset < 4100; offset++)
            Assert.True(SourceScan.MayDeclareReserves(Compile(new string(' ', offset) + "[MemallocKit.MemallocContext] ref struct C;")));
    }

    [Fact]
    public void Reference_to_a_user_of_the_library_may_bring_a_context()
    {
        var library = Compile("[MemallocKit.MemallocContext(typeof(object))] public ref struct W;", TestReferences.Runtime);
        var user = Compile("class C;", TestReferences.Runtime, Emit(library));

        Assert.True(SourceScan.MayDeclareScopes(user));
    }

    [Fact]
    public void Unreferenced_library_registers_nothing() =>
        Assert.Null(MemallocCompilation.For(Compile("class Memalloc;")));

    private static CSharpCompilation Compile(string source, params MetadataReference[] references) =>
        CSharpCompilation.Create(
            "Test" + references.Length,
            [CSharpSyntaxTree.ParseText(source)],
            TestReferences.Framework.AddRange(references),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private static PortableExecutableReference Emit(CSharpCompilation compilation)
    {
        var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
