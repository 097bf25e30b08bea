// One field on its way into a layout.
namespace MemallocKit.Declarations;

/// <summary>What a field occupies, and where explicit layout puts it.</summary>
internal readonly record struct FieldLayout(TypeLayout Layout, int DeclaredOffset);
