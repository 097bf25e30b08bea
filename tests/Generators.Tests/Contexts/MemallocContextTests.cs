// What is emitted for contexts.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

public sealed class MemallocContextTests : GeneratorTest
{
    private const string Tree =
        """
        namespace Demo;

        [ReserveTree("root")] public static partial class Reserves
        {
            [ReserveNode("network")] public static partial class Network
            {
                [ReserveNode(Pages = 4)] public static partial PageReserve Buffers { get; }

                [ReserveNode("data", ChargeHere = true)] public static partial class Data
                {
                    [ReserveNode(Bytes = 4096)] public static partial ByteShare Packets { get; }
                }
            }
        }
        """;

    [Fact]
    public Task Context_of_a_group_a_charged_class_and_a_root() => Verify(
        [
            Tree,
            """
            namespace Demo;

            [MemallocContext(typeof(Reserves.Network))] public readonly ref partial struct WriteOut;

            /// <summary>All of it, named twice.</summary>
            [MemallocContext(typeof(Reserves), typeof(Reserves.Network.Data), typeof(Reserves))]
            internal readonly ref partial struct Everything
            {
                public static int UserMember => 1;
            }
            """,
        ],
        edit: ("typeof(Reserves.Network))", "typeof(Reserves.Network.Data))"));

    [Fact]
    public Task Context_inside_a_class_can_be_disposed_by_using() => Verify(
        [
            Tree,
            """
            namespace Demo.Work;

            public static partial class Writer
            {
                [MemallocContext(typeof(Reserves.Network))] private readonly ref partial struct Context;

                public static void Write()
                {
                    Context.Prime();
                    using var memalloc = Context.Enter();
                    Send(memalloc);
                }

                private static void Send(in Context memalloc) { }
            }
            """,
        ],
        edit: ("struct Context;", "struct Context { public static int More => 1; } [MemallocContext(typeof(Reserves))] readonly ref partial struct Other;"));

    [Fact]
    public void Context_can_name_a_tree_of_another_assembly()
    {
        var library = GeneratorRun.Start(Compilations.Create("Library", [Tree], []));
        CompiledCase.AssertCompiles(library.Output);
        using var image = new MemoryStream();
        Assert.True(library.Output.Emit(image).Success);

        var user = GeneratorRun.Start(Compilations.Create(
            "User",
            ["[MemallocContext(typeof(Demo.Reserves.Network.Data))] public readonly ref partial struct WriteOut;"],
            [MetadataReference.CreateFromImage(image.ToArray())]));

        CompiledCase.AssertCompiles(user.Output);
        Assert.Contains("global::Demo.Reserves.Network.Data.Reserve,", user.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void Context_of_an_invalid_tree_is_not_emitted()
    {
        var run = GeneratorRun.Start(Compilations.Create(
            Tree.Replace("Pages = 4", "Pages = 0", StringComparison.Ordinal),
            "[MemallocContext(typeof(Demo.Reserves.Network))] public readonly ref partial struct WriteOut;"));

        Assert.Equal(["MemallocKit.Unfinished.g.cs"], run.Files.Select(file => file.HintName));
    }
}
