// The members that the compiler writes for records, which have no operations: they compare each field by its default comparer, and print into a new text.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

internal static class RecordMembers
{
    private const string Comparer = "System.Collections.Generic.EqualityComparer`1";

    /// <summary>It copies the fields and runs no initializer.</summary>
    public static bool IsCopyConstructor(IMethodSymbol constructor) =>
        constructor is { ContainingType: { IsRecord: true, IsReferenceType: true } type, Parameters: [var original] }
        && SymbolEqualityComparer.Default.Equals(original.Type, type);

    /// <summary>What a member that the compiler wrote for a record does; <see langword="null"/>: it is none, or does what its declaration says.</summary>
    public static Body? BodyOf(ISymbol member)
    {
        if (member is not IMethodSymbol { IsImplicitlyDeclared: true, ContainingType: { IsRecord: true } type } method)
        {
            return null;
        }

        var location = type.Locations[0];
        return method switch
        {
            { Name: "ToString" or "PrintMembers" } => new Body([new Allocation(AllocationFamily.String, $"the text of {type.ShortName()}", location, OnThrowPath: false)], []),
            { Name: "<Clone>$" } => new Body([new Allocation(AllocationFamily.Object, $"the copy of {type.ShortName()}", location, OnThrowPath: false)], []),
            { Name: "GetHashCode" } => new Body([], Comparisons(type, "GetHashCode", location)),
            { Name: "Equals", Parameters: [{ Type: var other }] } when SymbolEqualityComparer.Default.Equals(other, type) =>
                new Body([], Comparisons(type, "Equals", location)),
            { Name: "Equals" or "op_Equality" or "op_Inequality" } => new Body([], ToEquals(method, type, location)),
            { MethodKind: MethodKind.Constructor } when IsCopyConstructor(method) => Body.Empty,
            _ => null,
        };
    }

    // The others hand over to the one that takes the record itself.
    private static ImmutableArray<Call> ToEquals(IMethodSymbol method, INamedTypeSymbol type, Location location)
    {
        var equals = type.GetMembers("Equals").OfType<IMethodSymbol>().FirstOrDefault(
            m => m.Parameters is [var other] && SymbolEqualityComparer.Default.Equals(other.Type, type));
        return equals is null ? [] :
        [
            new Call(equals, Receivers.DispatchOf(equals, null), location)
            {
                Receiver = type.IsValueType || type.IsSealed ? new Argument(PassedKind.Exact, type)
                    : method.IsStatic ? new Argument(PassedKind.Parameter, null, 0) : new Argument(PassedKind.Parameter, null, Argument.This),
            },
        ];
    }

    private static ImmutableArray<Call> Comparisons(INamedTypeSymbol type, string name, Location location)
    {
        var calls = ImmutableArray.CreateBuilder<Call>();
        if (type.BaseType is { IsRecord: true } parent
            && parent.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.All(p => SymbolEqualityComparer.Default.Equals(p.Type, parent))) is { } inherited)
        {
            calls.Add(new Call(inherited, Dispatch.Direct, location));
        }

        var comparer = FindComparer(type);
        foreach (var field in type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic && comparer is not null))
        {
            var compares = comparer!.Construct(field.Type);
            foreach (var method in compares.GetMembers(name).OfType<IMethodSymbol>().Where(m => m.IsAbstract))
            {
                calls.Add(new Call(method, Dispatch.Virtual, location) { Receiver = new Argument(PassedKind.Exact, compares) });
            }
        }

        return calls.ToImmutable();
    }

    // Of the assembly that has it, among those of the record's.
    private static INamedTypeSymbol? FindComparer(INamedTypeSymbol type)
    {
        foreach (var assembly in type.ContainingModule.ReferencedAssemblySymbols)
        {
            if (assembly.GetTypeByMetadataName(Comparer) is { } comparer)
            {
                return comparer;
            }
        }

        return null;
    }
}
