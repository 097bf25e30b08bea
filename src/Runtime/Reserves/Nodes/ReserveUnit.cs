// What the amounts of a node are counted in.
namespace MemallocKit.Reserves;

internal enum ReserveUnit
{
    /// <summary>Of a group: it adds up the units of what lies below.</summary>
    Mixed = 0,

    Page,

    Byte,

    Object,
}
