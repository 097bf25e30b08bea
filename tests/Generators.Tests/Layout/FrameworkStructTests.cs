// Every struct of the framework that a program can name, as the compiler sees it: through reference assemblies.
using MemallocKit.Declarations;
using MemallocKit.LayoutTables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Generators.Tests;

public sealed class FrameworkStructTests
{
    private static readonly CSharpCompilation s_compilation = CSharpCompilation.Create(
        "User",
        [CSharpSyntaxTree.ParseText("class C { byte A; int B; long C; System.Guid D; System.Collections.Generic.KeyValuePair<byte, (long, short)> E; }")],
        Pack.References(Path.Combine(Pack.ReferencePack, "ref")));

    private static readonly ITypeSymbol[] s_arguments = [.. s_compilation.GetTypeByMetadataName("C")!.GetMembers().OfType<IFieldSymbol>().Select(field => field.Type)];

    [Fact]
    public void Sizes_of_framework_structs_are_those_of_the_runtime_wherever_they_are_constants()
    {
        var constants = 0;
        var unmanaged = 0;
        var unknown = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var type in AllStructs())
        {
            if (RuntimeTypes.Find(type) is not { } real)
                continue;
            if (LayoutEstimator.SizeBytes(type, s_compilation) is not { } estimated)
            {
                unknown.Add(FrameworkLayouts.NameOf(type.OriginalDefinition));
                continue;
            }

            constants++;
            unmanaged += type.IsUnmanagedType ? 1 : 0;
            Assert.True(estimated == TrueLayout.SizeBytes(real), $"{real} was estimated at {estimated} bytes and has {TrueLayout.SizeBytes(real)}.");
        }

        Assert.Equal(FrameworkTableTests.LeftOut, unknown);
        Assert.True(constants >= 986 && unmanaged >= 434, $"Only {constants} are constants, {unmanaged} of them unmanaged.");
    }

    [Fact]
    public void Alignments_of_framework_structs_are_those_of_the_runtime()
    {
        foreach (var type in AllStructs().Where(type => type.IsUnmanagedType))
        {
            if (RuntimeTypes.Find(type) is { } real && new LayoutEstimator(s_compilation, RuntimeTypes.Target).Of(type) is { } layout)
                Assert.True(TrueLayout.ProbeBytes(layout.SizeBytes, layout.Alignment) == TrueLayout.ProbeBytes(real), $"{real}: {layout}");
        }
    }

    private static IEnumerable<INamedTypeSymbol> AllStructs() => PackLayouts.Structs(s_compilation).SelectMany(Constructed);

    // Every type argument alone, and each beside the next.
    private static IEnumerable<INamedTypeSymbol> Constructed(INamedTypeSymbol type)
    {
        var arity = Arity(type);
        if (arity == 0)
            return [type];
        var alike = s_arguments.Select(argument => Enumerable.Repeat(argument, arity).ToArray());
        var mixed = s_arguments.Select((_, first) => Enumerable.Range(first, arity).Select(index => s_arguments[index % s_arguments.Length]).ToArray());
        return (arity == 1 ? alike : alike.Concat(mixed)).Where(arguments => Fits(type, arguments)).Select(arguments => Construct(type, arguments));
    }

    // Constraints to a class or to an interface leave out some; what else there is, the runtime says.
    private static bool Fits(INamedTypeSymbol type, ITypeSymbol[] arguments) =>
        Parameters(type).Zip(arguments).All(pair => !pair.First.HasReferenceTypeConstraint && pair.First.ConstraintTypes.IsEmpty);

    private static IEnumerable<ITypeParameterSymbol> Parameters(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? Parameters(outer).Concat(type.TypeParameters) : type.TypeParameters;

    private static int Arity(INamedTypeSymbol? type) => type == null ? 0 : type.Arity + Arity(type.ContainingType);

    private static INamedTypeSymbol Construct(INamedTypeSymbol type, ITypeSymbol[] arguments)
    {
        var own = arguments[^type.Arity..];
        var definition = type.ContainingType is { } outer && Arity(outer) > 0
            ? Construct(outer, arguments[..^type.Arity]).GetTypeMembers(type.Name, type.Arity).Single()
            : type;
        return type.Arity == 0 ? definition : definition.Construct(own);
    }
}
