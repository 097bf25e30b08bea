// The properties of a context: which reserves they give, what they are called, and who sees them.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

public sealed class ContextPropertyTests : GeneratorTest
{
    private const string Library =
        """
        namespace Library;

        public struct Request { public long Id; }

        [ReserveTree("library")] public static partial class Reserves
        {
            [ReserveNode("I/O")] public static partial class Files
            {
                [ReserveNode(Pages = 2)] public static partial PageReserve Blocks { get; }
                [ReserveNode(Objects = 4)] public static partial ObjectReserve<Request> Requests { get; }
                [ReserveNode(Objects = 4)] internal static partial ObjectReserve<Request> Hidden { get; }
                [ReserveNode(ChargeHere = true)] public static partial class Queue { [ReserveNode(Objects = 3)] public static partial ObjectShare<Request> Reads { get; } }
            }
        }
        """;

    [Fact]
    public Task Reserves_of_every_unit_are_called_like_their_members_or_joined_with_their_classes() => Verify(
        """
        namespace Demo;

        public struct Packet { public long Id; }
        public class Session;

        [ReserveTree("root")] public static partial class Reserves
        {
            [ReserveNode("pages <&>", Pages = 2)] public static partial PageReserve @class { get; }
            [ReserveNode("network")] public static partial class Network
            {
                [ReserveNode(Bytes = 4096)] public static partial ByteReserve Buffers { get; }
                [ReserveNode(Objects = 4)] public static partial ObjectReserve<Packet> Packets { get; }
                [ReserveNode("zone", Pages = 4)] public static partial PageReserve Zone { get; }
                [ReserveNode(ChargeHere = true)] public static partial class Data
                {
                    [ReserveNode(Bytes = 4096)] public static partial ByteShare One { get; }
                    [ReserveNode(Bytes = 1024)] public static partial ByteShare Two { get; }
                }
            }
            [ReserveNode("disk")] public static partial class Disk
            {
                [ReserveNode(Bytes = 512)] public static partial ByteReserve Buffers { get; }
                [ReserveNode(Objects = 2)] public static partial InstanceReserve<Session> Sessions { get; }
                [ReserveNode(Pages = 1)] public static partial PageReserve Mine { get; }
                [ReserveNode(Pages = 1)] public static partial PageReserve WriteOut { get; }
            }
        }

        [MemallocContext(typeof(Reserves), typeof(Reserves.Disk))] public readonly ref partial struct WriteOut { public int Mine => 1; }
        """,
        edit: ("ByteReserve Buffers { get; }", "ByteReserve Octets { get; }"));

    [Fact]
    public Task Properties_are_as_accessible_as_what_they_give() => Verify(
        """
        namespace Demo;

        internal struct Inside { public long Id; }

        [ReserveTree] public static partial class Reserves
        {
            [ReserveNode(Objects = 4)] internal static partial ObjectReserve<Inside> Internals { get; }
            [ReserveNode(Pages = 4)] public static partial PageReserve Blocks { get; }
            [ReserveNode(Pages = 4)] private static partial PageReserve Unseen { get; }
        }

        [MemallocContext(typeof(Reserves))] public readonly ref partial struct WriteOut;

        public static partial class Writer
        {
            private struct Item { public long Id; }

            [ReserveTree] private static partial class Own { [ReserveNode(Objects = 4)] public static partial ObjectReserve<Item> Items { get; } }

            [MemallocContext(typeof(Own))] private readonly ref partial struct Context;

            [MemallocContext(typeof(Own))] internal readonly ref partial struct Wider;

            public static bool Write() { using var memalloc = Context.Enter(); using (memalloc.Items.TryRent(out var item) ? item : item) return true; }
        }
        """,
        edit: ("[ReserveNode(Pages = 4)] private", "[ReserveNode(Pages = 4)] internal"));

    [Fact]
    public void Reserves_of_a_referenced_assembly_are_read_from_it()
    {
        var library = GeneratorRun.Start(Compilations.Create("Library", [Library], []));
        CompiledCase.AssertCompiles(library.Output);
        using var image = new MemoryStream();
        Assert.True(library.Output.Emit(image).Success);

        var user = GeneratorRun.Start(Compilations.Create(
            "User",
            ["[MemallocContext(typeof(Library.Reserves.Files))] public readonly ref partial struct WriteOut;"],
            [MetadataReference.CreateFromImage(image.ToArray())]));

        CompiledCase.AssertCompiles(user.Output);
        foreach (var line in new[]
        {
            "/// <summary><c>Blocks</c>, counted in pages; declared with 2. In <c>library / I/O</c>.</summary>",
            "public global::MemallocKit.PageReserve Blocks => global::Library.Reserves.Files.Blocks;",
            "public global::MemallocKit.ObjectReserve<global::Library.Request> Requests => global::Library.Reserves.Files.Requests;",
            "/// <summary><c>Queue</c>, counted in objects; declared with 3. In <c>library / I/O</c>.</summary>",
            "public global::MemallocKit.ObjectReserve<global::Library.Request> Queue => global::Library.Reserves.Files.Queue.Reserve;",
        })
            Assert.Contains(line, user.AllText, StringComparison.Ordinal);
        Assert.DoesNotContain("Hidden", user.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Charged_class_that_a_library_does_not_show_is_reported()
    {
        var library = GeneratorRun.Start(Compilations.Create("Library", [Library.Replace("public static partial ObjectShare", "internal static partial ObjectShare", StringComparison.Ordinal)], []));
        using var image = new MemoryStream();
        Assert.True(library.Output.Emit(image).Success);
        var user = GeneratorRun.Start(Compilations.Create(
            "User",
            ["[MemallocContext(typeof(Library.Reserves.Files.Queue))] public readonly ref partial struct WriteOut;"],
            [MetadataReference.CreateFromImage(image.ToArray())]));

        var report = Assert.Single(await DeclarationRules.Report(user.Output));
        Assert.Equal("MKIT1016", report.Id);
        Assert.Contains("'Queue' shows its reserve to no one here, since no share of it can be seen; give a share more access, or name the class around it", report.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void Same_names_in_classes_of_the_same_name_are_numbered()
    {
        const string Tree = "namespace {0} {{ [ReserveTree] public static partial class Reserves {{ [ReserveNode(Pages = 1)] public static partial PageReserve P {{ get; }} }} }}";
        var run = GeneratorRun.Start(Compilations.Create(
            string.Format(null, Tree, "A") + string.Format(null, Tree, "B"),
            "[MemallocContext(typeof(A.Reserves), typeof(B.Reserves))] public readonly ref partial struct C;"));

        CompiledCase.AssertCompiles(run.Output);
        Assert.Contains(" ReservesP => global::A.Reserves.P;", run.AllText, StringComparison.Ordinal);
        Assert.Contains(" ReservesP2 => global::B.Reserves.P;", run.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void Zone_of_a_context_is_the_one_that_its_nodes_are_connected_in()
    {
        var run = GeneratorRun.Start(Compilations.Create(
            """
            [ReserveTree] public static partial class Reserves
            {
                [ReserveNode] public static partial class Empty;
                [ReserveNode] public static partial class Full { [ReserveNode(Pages = 1)] public static partial PageReserve P { get; } }
            }
            [MemallocContext(typeof(Reserves))] public readonly ref partial struct C;
            public static class Program
            {
                public static unsafe bool Allocate(Zone zone)
                {
                    using var connection = Reserves.Connect(zone);
                    zone.GetHandle();
                    var before = zone.FreePages;
                    using var memalloc = C.Enter();
                    var handle = memalloc.Zone;
                    var address = handle.Allocate(4096);
                    var taken = zone.FreePages < before;
                    handle.Free(address);
                    return taken && memalloc.P == Reserves.Full.P;
                }
            }
            """));
        CompiledCase.AssertCompiles(run.Output);
        using var zone = new Zone(new ZoneOptions { Bytes = 1 << 20 });

        Assert.Equal(true, CompiledCase.Load(run.Output).GetType("Program")!.GetMethod("Allocate")!.Invoke(null, [zone]));
    }
}
