// Trees that join others.
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

public sealed class JoinedTreeTests : GeneratorTest
{
    private const string Library =
        """
        namespace Library;

        [ReserveTree("storage")]
        public static partial class StorageReserves
        {
            [ReserveNode("pages", Pages = 5)]
            public static partial PageReserve Pool { get; }
        }
        """;

    private const string Application =
        """
        [ReserveTree("application")]
        public static partial class AppReserves
        {
            [ReserveNode("own", Pages = 2)]
            public static partial PageReserve Own { get; }

            [ReserveNode(Tree = typeof(Library.StorageReserves))]
            public static partial ReserveGroup Storage { get; }
        }
        """;

    [Fact]
    public Task Tree_that_another_tree_joins() => Verify([Library, Application], edit: ("Pages = 5", "Pages = 6"));

    [Fact]
    public async Task A_tree_of_a_library_joins_no_tree_whose_estimates_must_be_constants()
    {
        var library = GeneratorRun.Start(Compilations.Create("Library", [Library], []));
        var application = GeneratorRun.Start(Compilations.Create(
            "Application",
            [Application.Replace("(\"application\")", "(\"application\", RequireConstantEstimates = true)", StringComparison.Ordinal)],
            [library.Output.ToMetadataReference()]));

        Assert.Equal("MKIT1017", Assert.Single(await DeclarationRules.Report(application.Output)).Id);
    }

    [Fact]
    public void A_tree_of_a_library_is_connected_and_counted_with_that_of_the_application()
    {
        var library = GeneratorRun.Start(Compilations.Create("Library", [Library], []));
        var libraryAssembly = CompiledCase.Load(library.Output);
        var application = GeneratorRun.Start(Compilations.Create("Application", [Application], [library.Output.ToMetadataReference()]));
        CompiledCase.AssertCompiles(application.Output);
        var tree = CompiledCase.Load(application.Output, libraryAssembly).GetType("AppReserves")!;
        var storage = (ReserveGroup)libraryAssembly.GetType("Library.StorageReserves")!.GetProperty("Node")!.GetValue(null)!;

        var root = (ReserveGroup)tree.GetProperty("Node")!.GetValue(null)!;

        Assert.Same(root, storage.Parent);
        Assert.Same(storage, tree.GetProperty("Storage")!.GetValue(null));
        Assert.Equal(7, root.Pages);
        Assert.Equal(7L, tree.GetNestedType("Estimates")!.GetProperty("TotalPages")!.GetValue(null));
        using var zone = new Zone(new ZoneOptions { Bytes = 1 << 20 });
        using var connection = root.Connect(zone);
        Assert.True(storage.IsConnected);
    }
}
