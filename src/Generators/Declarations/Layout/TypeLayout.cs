// The size and alignment of a type.
namespace MemallocKit.Declarations;

/// <summary>What a field of the type occupies, in bytes.</summary>
internal readonly record struct TypeLayout(int SizeBytes, int Alignment);
