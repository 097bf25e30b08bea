// Declarations for tests about reserves, as they look once the generator has run.
namespace MemallocKit.Analyzers.Tests.Contexts;

internal static class Trees
{
    public const string Source = """

        [ReserveTree]
        static class Trees
        {
            public static ReserveConnection Connect() => null;

            [ReserveNode]
            public static class Network
            {
                [ReserveNode(Pages = 32)] public static PageReserve Pages => null;
                [ReserveNode(Bytes = 256)] public static ByteReserve Lines => null;

                [ReserveNode(ChargeHere = true)]
                public static class Data
                {
                    [ReserveNode(Bytes = 100)] public static ByteShare Fragments => null;
                    public static ByteReserve Reserve => null;
                }
            }

            [ReserveNode]
            public static class Disk
            {
                [ReserveNode(Objects = 4)] public static ObjectReserve<int> Blocks => null;
                [ReserveNode(Tree = typeof(Joined))] public static ReserveGroup Library => null;
            }
        }

        [ReserveTree]
        static class Joined
        {
            [ReserveNode(Bytes = 64)] public static ByteReserve Names => null;
        }

        [MemallocContext(typeof(Trees.Network))]
        readonly ref struct Send
        {
            public static Send Enter() => default;
            public void Dispose() { }
            public PageReserve Pages => Trees.Network.Pages;
            public ByteReserve Lines => Trees.Network.Lines;
            public static PrimeReport Prime() => null;
        }

        [MemallocContext(typeof(Trees.Disk))]
        readonly ref struct Store
        {
            public static Store Enter() => default;
            public void Dispose() { }
        }
        """;
}
