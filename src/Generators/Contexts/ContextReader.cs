// From the declarations of a compilation to the models of its contexts.
using System.Collections.Immutable;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Generators;

/// <summary>The contexts of a project, the types that hold marked members, and the methods that priming runs, in their order.</summary>
internal sealed record ContextReading(
    EquatableArray<ContextModel> Contexts, EquatableArray<CoveredType> Covered, EquatableArray<PrimeMethodModel> Methods);

/// <summary>Reads all contexts of a compilation.</summary>
internal static class ContextReader
{
    public static ContextReading Read(Reading reading)
    {
        var contexts = ImmutableArray.CreateBuilder<ContextModel>();
        foreach (var type in reading.Types<StructDeclarationSyntax>(Marks.Context))
        {
            if (type.Has(KnownNames.MemallocContext) && ContextParser.Parse(type, reading.Compilation, reading.Cancellation).Model is { } context)
                contexts.Add(context);
        }

        return contexts.Count == 0 ? new(default, default, default) : new(new(contexts.ToImmutable()), new(Covered(reading)), new(Methods(reading)));
    }

    private static ImmutableArray<CoveredType> Covered(Reading reading) =>
    [
        .. reading.Files.Marked(Marks.Memalloc).Select(reading.Symbol).OfType<ISymbol>().SelectMany(MarkedTypes.Of).Distinct()
            .OrderBy(static type => type.Expression, StringComparer.Ordinal).ThenBy(static type => type.Name, StringComparer.Ordinal),
    ];

    private static ImmutableArray<PrimeMethodModel> Methods(Reading reading) =>
    [
        .. reading.Files.Marked(Marks.Prime).OfType<MethodDeclarationSyntax>().Select(reading.Symbol).OfType<IMethodSymbol>()
            .Where(static method => method.Has(KnownNames.MemallocPrime))
            .Select(method => PrimeMethodParser.Parse(method, reading.Compilation, reading.Cancellation).Model)
            .OfType<PrimeMethodModel>()
            .Distinct()
            .OrderBy(static method => method.FullName, StringComparer.Ordinal).ThenBy(static method => method.Argument),
    ];
}
