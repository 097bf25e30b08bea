// Marks a node of a reserve tree: a nested class groups nodes, a partial property is a reserve or a share.
namespace MemallocKit;

/// <summary>
/// Declares a node of a reserve tree. On a nested <c>static partial class</c> it groups the nodes inside; on a
/// <c>static partial</c> property with a getter it declares a reserve (<see cref="PageReserve"/>,
/// <see cref="ByteReserve"/>, <see cref="ObjectReserve{T}"/>, <see cref="InstanceReserve{T}"/>) or, inside a class
/// with <see cref="ChargeHere"/>, a share of it (<see cref="PageShare"/>, <see cref="ByteShare"/>,
/// <see cref="ObjectShare{T}"/>), or, as a <see cref="ReserveGroup"/>, where another tree joins. A reserve or share needs exactly one amount, in the unit of its type.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, Inherited = false)]
public sealed class ReserveNodeAttribute : Attribute
{
    /// <summary>Declares a node.</summary>
    /// <param name="name">The node's name in reports; the member's own name when left out.</param>
    public ReserveNodeAttribute(string? name = null) => Name = name;

    /// <summary>The node's name in reports, or <see langword="null"/> for the name of the member.</summary>
    public string? Name { get; }

    /// <summary>The amount of a <see cref="PageReserve"/> or <see cref="PageShare"/>, in pages of 4 KiB.</summary>
    public long Pages { get; set; }

    /// <summary>
    /// How many adjacent pages one rent of a <see cref="PageReserve"/> gives, 1 to 512; 1 unless set. Runs longer than a
    /// page are set aside whole when the tree connects, since single free pages do not make a run; <see cref="Pages"/>
    /// must be a multiple of it.
    /// </summary>
    public int RunPages { get; set; }

    /// <summary>The amount of a <see cref="ByteReserve"/> or <see cref="ByteShare"/>, in bytes.</summary>
    public long Bytes { get; set; }

    /// <summary>
    /// The largest single request of a <see cref="ByteReserve"/>, in bytes, 64 to 2 MiB; 4096 unless set. The estimate
    /// grows with it, so say what is really needed.
    /// </summary>
    public int Largest { get; set; }

    /// <summary>
    /// The amount of an <see cref="ObjectReserve{T}"/>, <see cref="ObjectShare{T}"/> or <see cref="InstanceReserve{T}"/>,
    /// in objects.
    /// </summary>
    public long Objects { get; set; }

    /// <summary>
    /// On a property of type <see cref="ReserveGroup"/>: the class of another tree, with <see cref="ReserveTreeAttribute"/>, most often of a library. It joins
    /// this tree there when this tree is first used: it is connected, counted and reported with it, under its own name. It can join one tree only, and both must
    /// be estimated alike.
    /// </summary>
    public Type? Tree { get; set; }

    /// <summary>
    /// On a nested class: the class itself is the reserve that is charged, and the shares declared inside only size it.
    /// It gets a member <c>Reserve</c> of the shares' unit.
    /// </summary>
    public bool ChargeHere { get; set; }
}
