// Interface members with a contract that a type meets by a method it inherits.
using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Scopes;

/// <summary>
/// What a type itself declares for a marked member is a scope. What it inherits from a class that does not know the interface is not, and
/// has to be looked at where the two meet. Thread-safe.
/// </summary>
internal sealed class InheritedContracts(MemallocScopes scopes)
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, bool> _marked = new(SymbolEqualityComparer.Default);

    /// <summary>The marked members of interfaces that <paramref name="type"/> adds to those of its base, with what implements them for it.</summary>
    public IEnumerable<(IMethodSymbol Contract, IMethodSymbol Body)> Of(INamedTypeSymbol type)
    {
        if (type is not { TypeKind: TypeKind.Class or TypeKind.Struct, AllInterfaces.IsEmpty: false })
        {
            yield break;
        }

        foreach (var contract in type.AllInterfaces)
        {
            if (type.BaseType?.AllInterfaces.Contains(contract, SymbolEqualityComparer.Default) == true || !_marked.GetOrAdd(contract.OriginalDefinition, HasMark))
            {
                continue;
            }

            foreach (var member in contract.GetMembers())
            {
                if (member is IMethodSymbol method && scopes.IsScope(method)
                    && type.FindImplementationForInterfaceMember(method) is IMethodSymbol body && !scopes.IsScope(body))
                {
                    yield return (method, body);
                }
            }
        }
    }

    private bool HasMark(INamedTypeSymbol contract) => contract.GetMembers().Any(m => m is IMethodSymbol && scopes.IsScope(m));
}
