// What is emitted for reserve trees.
namespace MemallocKit.Generators.Tests;

public sealed class ReserveTreeTests : GeneratorTest
{
    [Fact]
    public Task Tree_of_every_unit() => Verify(
        """
        namespace Demo;

        public struct RpcRequest { public long Id; public int Length; public byte Kind; }
        public sealed class Session { }

        [ReserveTree("total reserve")]
        public static partial class AppReserves
        {
            [ReserveNode("network")]
            public static partial class Network
            {
                [ReserveNode("protocol pages", Pages = 32)]
                public static partial PageReserve ProtocolPages { get; }

                [ReserveNode("headers", Bytes = 4096, Largest = 256)]
                public static partial ByteReserve Headers { get; }

                [ReserveNode("requests", Objects = 128)]
                public static partial ObjectReserve<RpcRequest> Requests { get; }

                [ReserveNode("sessions", Objects = 8)]
                public static partial InstanceReserve<Session> Sessions { get; }

                [ReserveNode("SKB data", ChargeHere = true)]
                public static partial class PacketData
                {
                    [ReserveNode("IPv4 fragments", Bytes = 256 * 1024)]
                    public static partial ByteShare Ipv4Fragments { get; }

                    [ReserveNode("IPv6 fragments", Bytes = 256 * 1024)]
                    public static partial ByteShare Ipv6Fragments { get; }
                }
            }
        }
        """,
        edit: ("Pages = 32", "Pages = 33"));

    [Fact]
    public Task Charged_classes_of_every_unit() => Verify(
        """
        internal struct Slot { public int A; }

        [ReserveTree]
        public static partial class Reserves
        {
            [ReserveNode(ChargeHere = true, RunPages = 8)]
            public static partial class Runs
            {
                [ReserveNode(Pages = 16)] public static partial PageShare Read { get; }
                [ReserveNode(Pages = 8)] public static partial PageShare Write { get; }
            }

            [ReserveNode(ChargeHere = true, Largest = 512)]
            public static partial class Buffers
            {
                [ReserveNode(Bytes = 1000)] public static partial ByteShare Small { get; }
            }

            [ReserveNode(ChargeHere = true)]
            public static partial class Slots
            {
                [ReserveNode(Objects = 300)] internal static partial ObjectShare<Slot> Used { get; }
                [ReserveNode(Objects = 1)] private static partial ObjectShare<Slot> Hidden { get; }
            }
        }
        """,
        edit: ("RunPages = 8", "RunPages = 4"));

    [Fact]
    public Task Tree_in_nested_types_of_every_kind() => Verify(
        """
        namespace A.B
        {
            partial interface IOuter
            {
                partial struct Inner
                {
                    internal partial record Record
                    {
                        private readonly partial record struct Deepest
                        {
                            [ReserveTree] private static partial class Reserves
                            {
                                [ReserveNode] internal static partial class Level1
                                {
                                    [ReserveNode] private static partial class Level2
                                    {
                                        [ReserveNode] public static partial class Level3
                                        {
                                            [ReserveNode(Pages = 3, RunPages = 3)] internal static partial PageReserve Leaf { get; }
                                            [ReserveNode(Pages = 1)] static partial PageReserve Hidden { get; }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
        """,
        edit: ("class Level1", "class Other"));

    [Fact]
    public Task Parts_in_several_files_are_one_tree() => Verify(
        [
            """
            namespace Parts;
            [ReserveTree("parts")] static partial class Reserves
            {
                [ReserveNode("first", Pages = 1)] public static partial PageReserve First { get; }
            }
            """,
            """
            namespace Parts;
            static partial class Reserves
            {
                [ReserveNode("group")] public static partial class Group
                {
                    [ReserveNode(Pages = 2)] public static partial PageReserve Second { get; }
                }
            }
            """,
            """
            namespace Parts;
            partial class Reserves
            {
                public static partial class Group
                {
                    [ReserveNode(Pages = 4)] public static partial PageReserve Third { get; }
                    public static long Both => Second.Limit + Third.Limit;
                }
            }
            """,
        ],
        edit: ("Pages = 4", "Pages = 5"));

    [Fact]
    public Task Names_are_escaped_where_they_are_keywords_or_quoted_or_markup() => Verify(
        """
        namespace @namespace.@class;

        [ReserveTree("a \"quoted\" \\ <name> & more")]
        public static partial class @static
        {
            [ReserveNode] public static partial class @event
            {
                [ReserveNode("größe", Pages = 1)] public static partial PageReserve @int { get; }
            }

            [ReserveNode(Pages = 1)] public static partial PageReserve @void { get; }
        }
        """,
        edit: ("größe", "Größe"));

    [Fact]
    public Task Members_whose_joined_names_meet_get_fields_of_their_own() => Verify(
        """
        [ReserveTree] static partial class Reserves
        {
            [ReserveNode(Pages = 1)] public static partial PageReserve Root { get; }
            [ReserveNode("one")] public static partial class A
            {
                [ReserveNode(Pages = 2)] public static partial PageReserve B_C { get; }
            }
            [ReserveNode("two")] public static partial class A_B
            {
                [ReserveNode(Pages = 3)] public static partial PageReserve C { get; }
            }
        }
        """,
        edit: ("Pages = 3", "Pages = 4"));

    [Fact]
    public Task Documentation_that_the_user_wrote_is_kept() => Verify(
        """
        /// <summary>The tree.</summary>
        [ReserveTree] public static partial class Reserves
        {
            /// <summary>The group.</summary>
            [ReserveNode] public static partial class Group
            {
                /// <summary>The pages.</summary>
                [ReserveNode(Pages = 1)] public static partial PageReserve Pages1 { get; }
            }
        }
        """,
        edit: ("/// <summary>The pages.</summary>", ""));

    [Fact]
    public Task Tree_without_reserves_has_no_pages() => Verify(
        """
        [ReserveTree] static partial class Reserves;
        """,
        edit: ("Reserves", "Other"));

    [Fact]
    public async Task Trees_whose_names_differ_in_case_get_files_of_their_own()
    {
        var run = await Verify(
            """
            [ReserveTree] static partial class Reserves { }
            [ReserveTree] static partial class RESERVES { }
            [ReserveTree] static partial class Re‿serves { }
            """,
            edit: ("Re‿serves", "Re‿serve"));

        Assert.Equal(3, run.Files.Length);
    }

    [Fact]
    public Task Types_whose_use_gives_a_warning_give_none_in_emitted_code() => Verify(
        """
        #pragma warning disable CS0612, CS0618, OLD1, OLD2, NEW1
        using System.Diagnostics.CodeAnalysis;

        [Obsolete] public struct Old { public int A; }
        [Obsolete("Use another.")] public struct Older { public int A; public struct Inside { public int A; } }
        [Obsolete("Use another.", DiagnosticId = "OLD1")] public class Oldest { }
        [Experimental("NEW1")] public struct New { public int A; }
        public struct Pair<T> { public T A; }

        [ReserveTree]
        public static partial class Reserves
        {
            [ReserveNode(Objects = 1)] public static partial ObjectReserve<Old> Olds { get; }
            [ReserveNode(Objects = 1)] public static partial ObjectReserve<Pair<Older.Inside>> Olders { get; }
            [ReserveNode(Objects = 1)] public static partial InstanceReserve<Oldest> Oldests { get; }
            [ReserveNode(Objects = 1)] public static partial ObjectReserve<New> News { get; }
        }
        """,
        edit: ("DiagnosticId = \"OLD1\"", "DiagnosticId = \"OLD2\""));

    [Fact]
    public Task Names_that_are_keywords_in_some_places_are_escaped() => Verify(
        """
        namespace @record.@partial;

        public struct @required { public int A; }
        public class @scoped { }

        public partial class @file
        {
            [ReserveTree]
            public static partial class @field
            {
                [ReserveNode(Objects = 1)] public static partial ObjectReserve<@required> @async { get; }
                [ReserveNode(Objects = 1)] public static partial InstanceReserve<@scoped> @await { get; }
                [ReserveNode] public static partial class @dynamic
                {
                    [ReserveNode(Objects = 1)] public static partial ObjectReserve<@required> @var { get; }
                }
            }
        }
        """,
        edit: ("@var", "@value"));
}
