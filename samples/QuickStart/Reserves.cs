using MemallocKit;

[ReserveTree("quick start")]
public static partial class AppReserves
{
    [ReserveNode("spill")]
    public static partial class Spill
    {
        [ReserveNode("line buffers", Bytes = 256, Largest = 128)]
        public static partial ByteReserve Lines { get; }
    }
}

[MemallocContext(typeof(AppReserves.Spill))]
public readonly ref partial struct SpillContext;
