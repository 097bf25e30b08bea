// What is known of a lease while it is stored.
namespace MemallocKit.Reserves;

internal enum PlaceKind
{
    /// <summary>Nobody's.</summary>
    Free = 0,

    /// <summary>Emergency memory, charged.</summary>
    Emergency,

    /// <summary>Ordinary memory.</summary>
    Ordinary,

    /// <summary>Ordinary memory that is charged for its place, since it got one that is kept for a charge.</summary>
    OrdinaryCharged,
}

/// <summary>32 bytes. A stamp is given out once in the life of a table, so a stale handle never meets its own again.</summary>
internal struct StoredPlace
{
    public const int None = int.MinValue;

    /// <summary>The stamp of the handle that counts; 0 when there is none.</summary>
    public long Stamp;

    public nint Address;
    public int Length;

    /// <summary>Of ordinary memory: what tells its block from later ones at the address.</summary>
    public uint BlockStamp;

    public PlaceKind Kind;

    /// <summary>In use: the record of who holds it. Free: the next free place.</summary>
    public int Next;

    public StoredPlace(in Holding holding, PlaceKind kind)
    {
        Address = holding.Block.Address;
        Length = holding.Block.Length;
        BlockStamp = holding.Block.Stamp;
        Next = holding.Holder;
        Kind = kind;
    }

    public readonly int Holder => Next;

    public readonly MemoryBlock Block => new(Address, Length, BlockStamp);
}
