// What the running runtime makes of a type.
using System.Runtime.CompilerServices;

namespace MemallocKit.Generators.Tests;

internal static class TrueLayout
{
    public static int SizeBytes(Type type) => RuntimeHelpers.SizeOf(type.TypeHandle);

    /// <summary>The size of a struct of one byte and then the type: it tells the alignment.</summary>
    public static int ProbeBytes(Type type) => SizeBytes(typeof(Probe<>).MakeGenericType(type));

    /// <summary>What <see cref="ProbeBytes"/> is for a type of this size and alignment.</summary>
    public static int ProbeBytes(int size, int alignment) => (alignment + size + alignment - 1) / alignment * alignment;

    private readonly record struct Probe<T>(byte Before, T Value);
}
