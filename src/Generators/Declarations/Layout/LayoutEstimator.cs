// The size of an unmanaged type, as the runtime will lay it out, where that can be known at build time.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>
/// Follows the runtime's layout of value types in a 64-bit process. It answers only where every field is in view: built-in types,
/// structs of this compilation, and those of the framework whose layout is in the table. Anything else is
/// <see langword="null"/>, never a guess, and so is a size that depends on the processor.
/// </summary>
internal sealed class LayoutEstimator : LayoutWalker
{
    private readonly Compilation _compilation;
    private readonly FrameworkLayouts? _framework;

    public LayoutEstimator(Compilation compilation, LayoutTarget target)
        : base(target)
    {
        _compilation = compilation;
        _framework = FrameworkLayouts.For(compilation);
    }

    /// <summary>What <c>Unsafe.SizeOf</c> will give for the type, or <see langword="null"/>.</summary>
    /// <param name="type">Any type.</param>
    /// <param name="compilation">What is being compiled. Types of other assemblies can change without it being compiled again.</param>
    public static int? SizeBytes(ITypeSymbol type, Compilation compilation) => SizeBytes(type, compilation, out _);

    /// <summary>What <c>Unsafe.SizeOf</c> will give for the type, or <see langword="null"/> and why.</summary>
    public static int? SizeBytes(ITypeSymbol type, Compilation compilation, out UnknownLayout? unknown)
    {
        var estimators = new[] { new LayoutEstimator(compilation, LayoutTarget.X64), new LayoutEstimator(compilation, LayoutTarget.Arm64) };
        var sizes = estimators.Select(estimator => estimator.Of(type)?.SizeBytes).ToArray();
        if (sizes[0] == sizes[1])
        {
            unknown = sizes[0] == null ? estimators[0].Unknown ?? new UnknownLayout(type, "is not valid", "correct its declaration") : null;
            return sizes[0];
        }

        unknown = new UnknownLayout(
            type, "has another size on Arm64 than on x64, since Vector256 and Vector512 are aligned otherwise there", "declare those fields first");
        return null;
    }

    protected override TypeLayout? OfEnum(ITypeSymbol type, INamedTypeSymbol underlying) =>
        IsHere(type) || FrameworkLayouts.IsFramework(type.ContainingAssembly) ? base.OfEnum(type, underlying) : IsElsewhere(type, "an enumeration of the same underlying type");

    protected override TypeLayout? OfStruct(INamedTypeSymbol type)
    {
        if (!IsHere(type))
            return OfReferenced(type);
        return SourceStructs.IsWhole(type)
            ? Lay(type, SourceStructs.Read(type))
            : IsUnknown(type, "is partial, so that other generators may add fields to it", "remove 'partial'");
    }

    private TypeLayout? OfReferenced(INamedTypeSymbol type)
    {
        if (!FrameworkLayouts.IsFramework(type.ContainingAssembly))
            return IsElsewhere(type, "a struct with the same fields");

        if (_framework == null)
        {
            return IsUnknown(
                type, $"belongs to a framework other than .NET {FrameworkLayoutTable.Major}, whose layouts are known", "declare a struct with the same fields in this project");
        }

        if (_framework.Of(type, this, Target) is { } layout)
            return layout;
        return Unknown != null
            ? null
            : IsUnknown(type, "is a struct of the framework that is not laid out alike everywhere", "declare a struct of fields that are, in this project");
    }

    private bool IsHere(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, _compilation.Assembly);

    private TypeLayout? IsElsewhere(ITypeSymbol type, string replacement) => IsUnknown(
        type, $"is declared in the assembly '{type.ContainingAssembly.Name}', which can change without this one being built again", $"declare {replacement} in this project");
}
