// The contexts that a member says it runs in: [Memalloc(typeof(X))].
using System.Collections.Immutable;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Read from the member, its property, the types around it, and what it overrides or implements. A type's mark adds to that of
/// its member, as <see cref="KnownNames.Memalloc"/> documents.
/// </summary>
internal static class ContextMarks
{
    /// <summary>The contexts, any one of which the member may run in; empty where it names none.</summary>
    public static ImmutableArray<INamedTypeSymbol> Of(ISymbol member)
    {
        var found = ImmutableArray.CreateBuilder<INamedTypeSymbol>();
        AddOwn(member, found);
        for (var method = member as IMethodSymbol; found.Count == 0 && method?.OverriddenMethod is { } overridden; method = overridden)
        {
            AddOwn(overridden, found);
        }

        if (found.Count == 0 && member is IMethodSymbol { ContainingType: { TypeKind: not TypeKind.Interface } type } implementation)
        {
            AddContracts(implementation, type, found);
        }

        return found.ToImmutable();
    }

    private static void AddOwn(ISymbol member, ImmutableArray<INamedTypeSymbol>.Builder found)
    {
        Add(member, found);
        if (member is IMethodSymbol { AssociatedSymbol: { } owner })
        {
            Add(owner, found);
        }

        if (member is IMethodSymbol { PartialDefinitionPart: { } definition })
        {
            Add(definition, found);
        }

        // What runs when a type is first used is outside its mark, and a function inside a member has only its own.
        if (member is IMethodSymbol { MethodKind: MethodKind.StaticConstructor or MethodKind.LocalFunction or MethodKind.AnonymousFunction }
            || (member is IFieldSymbol && member.IsStatic))
        {
            return;
        }

        for (var type = member.ContainingType; type is not null; type = type.ContainingType)
        {
            Add(type, found);
        }
    }

    private static void AddContracts(IMethodSymbol method, INamedTypeSymbol type, ImmutableArray<INamedTypeSymbol>.Builder found)
    {
        foreach (var contract in type.AllInterfaces)
        {
            foreach (var candidate in contract.GetMembers())
            {
                if (candidate is IMethodSymbol && Implements(type, candidate, method))
                {
                    AddOwn(candidate, found);
                }
            }
        }
    }

    private static bool Implements(INamedTypeSymbol type, ISymbol contract, IMethodSymbol method) =>
        (contract.Name == method.Name || method.MethodKind == MethodKind.ExplicitInterfaceImplementation)
        && SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(contract), method);

    private static void Add(ISymbol marked, ImmutableArray<INamedTypeSymbol>.Builder found)
    {
        if (marked.Find(KnownNames.Memalloc) is not { ConstructorArguments: [{ Kind: TypedConstantKind.Array, IsNull: false } contexts] })
        {
            return;
        }

        foreach (var value in contexts.Values)
        {
            if (value.Value is INamedTypeSymbol context && !found.Contains(context, SymbolEqualityComparer.Default))
            {
                found.Add(context);
            }
        }
    }
}
