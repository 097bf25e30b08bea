// The reserve tree of the 2008 "Swap over NFS" patch set, declared.
using MemallocKit;

namespace SeedTree;

/// <summary>The nodes, amounts and order that the patch set's <c>reserve_info</c> printed, on a machine with one processor.</summary>
[ReserveTree("total reserve", Model = EstimateModel.LinuxSlub, Processors = 1)]
public static partial class NetworkReserves
{
    [ReserveNode("total network reserve")]
    public static partial class Network
    {
        [ReserveNode("network TX reserve")]
        public static partial class Transmit
        {
            // Data pages; the pages of the requests join them at start, as a socket's do (see Program.cs).
            [ReserveNode("protocol TX pages", Pages = 32)]
            public static partial PageReserve ProtocolPages { get; }
        }

        [ReserveNode("network RX reserve")]
        public static partial class Receive
        {
            [ReserveNode("IPv6 route cache", Objects = 4096)]
            public static partial ObjectReserve<RouteEntry> Ipv6Routes { get; }

            [ReserveNode("IPv4 route cache", Objects = 16384)]
            public static partial ObjectReserve<RouteEntry> Ipv4Routes { get; }

            [ReserveNode("SKB data reserve", ChargeHere = true)]
            public static partial class PacketData
            {
                [ReserveNode("IPv6 fragment cache", Bytes = 256 * 1024)]
                public static partial ByteShare Ipv6Fragments { get; }

                [ReserveNode("IPv4 fragment cache", Bytes = 256 * 1024)]
                public static partial ByteShare Ipv4Fragments { get; }
            }
        }
    }
}
