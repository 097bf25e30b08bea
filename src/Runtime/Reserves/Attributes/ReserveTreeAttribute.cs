// Marks the static partial class that a tree of reserves is declared in.
namespace MemallocKit;

/// <summary>
/// Marks a <c>static partial class</c> as the root of a reserve tree. The generator emits the tree, its
/// estimates, and <c>Connect()</c> for every node that groups others.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ReserveTreeAttribute : Attribute
{
    /// <summary>Declares a tree.</summary>
    /// <param name="name">The root's name in reports; the class's own name when left out.</param>
    public ReserveTreeAttribute(string? name = null) => Name = name;

    /// <summary>The root's name in reports, or <see langword="null"/> for the name of the class.</summary>
    public string? Name { get; }

    /// <summary>How amounts are turned into pages; <see cref="EstimateModel.UpperBound"/> unless set.</summary>
    public EstimateModel Model { get; set; }

    /// <summary>
    /// The number of processors that <see cref="EstimateModel.LinuxSlub"/> adds slack for, 1 to 65536; 1 unless set.
    /// <see cref="EstimateModel.UpperBound"/> does not depend on it.
    /// </summary>
    public int Processors { get; set; } = 1;

    /// <summary>
    /// Whether the build fails, with MKIT1017, at an object or a tree that joins whose size it does not know, so that every member of the tree's
    /// <c>Estimates</c> is a constant. Without it, estimates over such objects are properties that ask the runtime.
    /// <see langword="false"/> unless set.
    /// </summary>
    public bool RequireConstantEstimates { get; set; }
}
