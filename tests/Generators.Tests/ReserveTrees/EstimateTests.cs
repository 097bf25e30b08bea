// The estimates in the output.
namespace MemallocKit.Generators.Tests;

public sealed class EstimateTests : GeneratorTest
{
    [Fact]
    public Task Sizes_that_only_the_runtime_knows_give_properties() => Verify(
        """
        struct Pair<T> where T : unmanaged { public T First, Second; }
        struct Known { public long A, B; }

        [ReserveTree("mixed")] static partial class Reserves
        {
            [ReserveNode(Pages = 2)] public static partial PageReserve Fixed { get; }
            [ReserveNode] public static partial class Framework
            {
                [ReserveNode(Objects = 100)] public static partial ObjectReserve<System.Numerics.Vector<byte>> Vectors { get; }
                [ReserveNode(Objects = 100)] public static partial ObjectReserve<Known> Known { get; }
            }
            [ReserveNode(ChargeHere = true)] public static partial class Pairs
            {
                [ReserveNode(Objects = 1000)] public static partial ObjectShare<Pair<System.Runtime.InteropServices.CLong>> Left { get; }
                [ReserveNode(Objects = 1000)] public static partial ObjectShare<Pair<System.Runtime.InteropServices.CLong>> Right { get; }
            }
        }
        """,
        edit: ("ObjectReserve<System.Numerics.Vector<byte>>", "ObjectReserve<long>"));

    [Fact]
    public Task Sizes_of_generic_and_framework_structs_are_constants() => Verify(
        """
        struct Pair<T> where T : unmanaged { public T First, Second; }

        [ReserveTree("known")] static partial class Reserves
        {
            [ReserveNode(Objects = 100)] public static partial ObjectReserve<Guid> Ids { get; }
            [ReserveNode(Objects = 100)] public static partial ObjectReserve<(Pair<(byte, long)> Key, DateTimeOffset At)> Entries { get; }
            [ReserveNode(ChargeHere = true)] public static partial class Pairs
            {
                [ReserveNode(Objects = 1000)] public static partial ObjectShare<Pair<int>> Left { get; }
                [ReserveNode(Objects = 1000)] public static partial ObjectShare<Pair<int>> Right { get; }
            }
        }
        """,
        edit: ("T First, Second", "T First, Second, Third"));

    [Fact]
    public Task Instances_say_what_they_take_where_the_source_tells() => Verify(
        """
        class Connection { public string? Name; public byte State; }
        sealed class Session : Connection { public Guid Id; public bool IsOpen; public long Sent; }
        sealed class Buffer : System.Collections.Generic.List<byte>;

        [ReserveTree("instances")] static partial class Reserves
        {
            [ReserveNode(Objects = 8)] public static partial InstanceReserve<Session> Sessions { get; }
            [ReserveNode(Objects = 2)] public static partial InstanceReserve<Buffer> Buffers { get; }
        }
        """,
        edit: ("public byte State", "public byte State, Flags; public long Received"));

    [Fact]
    public async Task Network_tree_of_the_patch_set_comes_to_its_printed_pages()
    {
        var run = await Verify(
            """
            [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential, Size = 320)]
            struct Route;

            [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Sequential, Size = 512)]
            struct Request;

            [ReserveTree("total reserve", Model = EstimateModel.LinuxSlub, Processors = 1)]
            static partial class SeedTree
            {
                [ReserveNode("total network reserve")] public static partial class Network
                {
                    [ReserveNode("network TX reserve")] public static partial class Tx
                    {
                        [ReserveNode("protocol TX pages", Pages = 49)] public static partial PageReserve ProtocolPages { get; }
                    }

                    [ReserveNode("network RX reserve")] public static partial class Rx
                    {
                        [ReserveNode("IPv6 route cache", Objects = 4096)] public static partial ObjectReserve<Route> Ipv6Routes { get; }
                        [ReserveNode("IPv4 route cache", Objects = 16384)] public static partial ObjectReserve<Route> Ipv4Routes { get; }
                        [ReserveNode("SKB data reserve", ChargeHere = true)] public static partial class PacketData
                        {
                            [ReserveNode("IPv6 fragment cache", Bytes = 262144)] public static partial ByteShare Ipv6Fragments { get; }
                            [ReserveNode("IPv4 fragment cache", Bytes = 262144)] public static partial ByteShare Ipv4Fragments { get; }
                        }
                    }
                }
            }
            """,
            edit: ("Processors = 1", "Processors = 2"));

        Assert.Contains("public const long TotalPages = 2039;", run.AllText, StringComparison.Ordinal);
    }
}
