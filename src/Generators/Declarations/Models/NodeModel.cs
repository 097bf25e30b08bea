// One node of a declared reserve tree, as values.
namespace MemallocKit.Declarations;

/// <summary>What a node is in the tree.</summary>
internal enum NodeKind
{
    /// <summary>A class that adds up what is inside.</summary>
    Group,

    /// <summary>A class that is charged itself; its shares size it.</summary>
    Aggregate,

    /// <summary>A property that is charged.</summary>
    Reserve,

    /// <summary>A property that only sizes the aggregate it is declared in.</summary>
    Share,

    /// <summary>A property that gives the root of another tree, which joins this one.</summary>
    Tree,
}

/// <summary>What the amount of a node counts.</summary>
internal enum Unit
{
    Pages,
    Bytes,
    Objects,
    Instances,
}

/// <summary>The <c>T</c> of an object or instance reserve, or the class of a tree that joins.</summary>
/// <param name="Type">The type as emitted code names it, <c>global::</c> included.</param>
/// <param name="DisplayName">The type as its user knows it.</param>
/// <param name="SizeBytes">The size of an object, or <see langword="null"/> where only the runtime knows it.</param>
/// <param name="ManagedBytes">What an instance takes on the managed heap, or <see langword="null"/> where only the runtime knows it.</param>
internal sealed record ItemModel(string Type, string DisplayName, int? SizeBytes, int? ManagedBytes);

/// <summary>
/// A node. Pipelines cache these: every member is a value, compared by value, and none leads to a symbol, a syntax node
/// or a location.
/// </summary>
/// <param name="Kind">What the node is in the tree.</param>
/// <param name="Unit">The unit of its amount; <see cref="Declarations.Unit.Pages"/> for a group.</param>
/// <param name="Member">The identifier of the class or property, escaped where it is a keyword.</param>
/// <param name="Name">The name in reports.</param>
/// <param name="Modifiers">
/// What a property's modifiers read, <c>partial</c> excepted; for an aggregate, the accessibility of its emitted <c>Reserve</c>.
/// </param>
/// <param name="IsDocumented">Whether the user wrote XML documentation on it.</param>
/// <param name="Amount">The amount of a reserve or share; the sum over its shares for an aggregate; 0 for a group.</param>
/// <param name="RunPages">Pages a rent, in page units; a share has that of its aggregate.</param>
/// <param name="Largest">The largest request in bytes, in byte units; a share has that of its aggregate.</param>
/// <param name="Item">The item type, for units that have one.</param>
/// <param name="Pages">The estimate, or <see langword="null"/> where it depends on a size that only the runtime knows.</param>
/// <param name="Children">The nodes inside, in the order of their declaration.</param>
internal sealed record NodeModel(
    NodeKind Kind,
    Unit Unit,
    string Member,
    string Name,
    string Modifiers,
    bool IsDocumented,
    long Amount,
    int RunPages,
    int Largest,
    ItemModel? Item,
    long? Pages,
    EquatableArray<NodeModel> Children)
{
    public bool IsClass => Kind is NodeKind.Group or NodeKind.Aggregate;
}
