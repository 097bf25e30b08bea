// Ten thousand random structs: what is taken for a constant is one.
using MemallocKit.Declarations;
using MemallocKit.Estimation;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

public sealed class RandomStructTests
{
    private const int Objects = 1000;

    // Declared are a few more, since generic structs count as they are used.
    [Theory]
    [InlineData(1, 5000, 0.96)]
    [InlineData(2, 5000, 0.96)]
    public void Sizes_of_random_structs_are_those_of_the_runtime_wherever_they_are_constants(int seed, int least, double leastShare)
    {
        var compilation = Compilations.Create(new RandomStructs(seed).Declare(least * 9 / 8));
        var assembly = CompiledCase.Load(compilation);
        var constants = 0;
        var types = Types(compilation);
        var differences = new List<string>();
        foreach (var type in types)
        {
            if (LayoutEstimator.SizeBytes(type, compilation) is not { } estimated)
            {
                Assert.True(RandomStructs.IsUnlike(type.DeclaringSyntaxReferences[0].GetSyntax().ToString()), $"{type} is unknown.");
                continue;
            }

            constants++;
            var real = TrueLayout.SizeBytes(RuntimeTypes.Find(type, assembly)!);
            if (estimated != real || ObjectEstimate.Pages(Objects, estimated) < ObjectEstimate.Pages(Objects, real))
                differences.Add($"{estimated}, really {real}: {type.DeclaringSyntaxReferences[0].GetSyntax()}");
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {constants}\n" + string.Join("\n", differences.Take(20)));
        Assert.True(types.Count >= least && constants >= leastShare * types.Count, $"Only {constants} of {types.Count} are constants.");
    }

    [Fact]
    public void Alignments_of_random_structs_are_those_of_the_runtime()
    {
        var compilation = Compilations.Create(new RandomStructs(3).Declare(2000));
        var assembly = CompiledCase.Load(compilation);
        var compared = 0;
        foreach (var type in Types(compilation))
        {
            if (new LayoutEstimator(compilation, RuntimeTypes.Target).Of(type) is not { } layout)
                continue;

            compared++;
            var probe = TrueLayout.ProbeBytes(RuntimeTypes.Find(type, assembly)!);
            Assert.True(TrueLayout.ProbeBytes(layout.SizeBytes, layout.Alignment) == probe, $"{layout}, really {probe} after a byte: {type.DeclaringSyntaxReferences[0].GetSyntax()}");
        }

        Assert.True(compared >= 1750, $"Only {compared} were compared.");
    }

    // Generic structs as they are used: as fields of others.
    private static List<INamedTypeSymbol> Types(Compilation compilation)
    {
        var declared = compilation.GlobalNamespace.GetNamespaceMembers().Single(member => member.Name == "Random").GetTypeMembers().Where(type => type.TypeKind == TypeKind.Struct).ToList();
        var used = declared.SelectMany(type => type.GetMembers().OfType<IFieldSymbol>()).Select(field => field.Type).OfType<INamedTypeSymbol>()
            .Where(type => type.IsGenericType && type.ContainingNamespace.Name == "Random" && !type.TypeArguments.Any(argument => argument is ITypeParameterSymbol))
            .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        return [.. declared.Where(type => !type.IsGenericType), .. used];
    }
}
