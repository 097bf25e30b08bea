// A declared MEMALLOC context, as values.
namespace MemallocKit.Declarations;

/// <summary>A valid context.</summary>
/// <param name="Type">The struct it is declared as.</param>
/// <param name="IsDocumented">Whether the user wrote XML documentation on it.</param>
/// <param name="MayCharge">Expressions that give the nodes it may charge, in the order of the attribute, each once.</param>
internal sealed record ContextModel(TypePath Type, bool IsDocumented, EquatableArray<string> MayCharge);
