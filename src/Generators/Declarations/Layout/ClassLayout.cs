// The size of an instance of a class on the managed heap.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>
/// Header, method table, and the fields of the class and of those it derives from, in a 64-bit process. Known where all of these are
/// in this compilation, down to <see cref="object"/>.
/// </summary>
internal static class ClassLayout
{
    private const int HeaderBytes = 2 * PrimitiveLayout.PointerBytes;

    // The collector wants room for three words in every object.
    private const int SmallestBytes = 3 * PrimitiveLayout.PointerBytes;

    /// <summary>What one instance takes, in bytes, or <see langword="null"/>.</summary>
    public static int? ManagedBytes(ITypeSymbol type, Compilation compilation)
    {
        var x64 = ManagedBytes(type, compilation, LayoutTarget.X64);
        return x64 == ManagedBytes(type, compilation, LayoutTarget.Arm64) ? x64 : null;
    }

    private static int? ManagedBytes(ITypeSymbol type, Compilation compilation, LayoutTarget target)
    {
        var estimator = new LayoutEstimator(compilation, target);
        var end = type is INamedTypeSymbol { TypeKind: TypeKind.Class } named ? FieldsEnd(named, compilation, estimator) : null;
        return end is { } bytes and < int.MaxValue / 2
            ? (int)Math.Max(SmallestBytes, StructLayoutRules.AlignUp(HeaderBytes + bytes, PrimitiveLayout.PointerBytes))
            : null;
    }

    // A class goes on where the one it derives from ended, in the middle of a word if need be.
    private static long? FieldsEnd(INamedTypeSymbol type, Compilation compilation, LayoutEstimator estimator)
    {
        if (type.SpecialType == SpecialType.System_Object)
            return 0;
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly) || !SourceStructs.IsWhole(type)
            || DeclaredLayout.IsOn(type) || type.BaseType is not { } parent)
            return null;
        return FieldsEnd(parent, compilation, estimator) is { } start && estimator.FieldsOf(SourceStructs.Read(type)) is { } fields
            ? AutoLayoutRules.End(start, fields)
            : null;
    }
}
