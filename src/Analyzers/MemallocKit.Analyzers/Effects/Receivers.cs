// Which body runs when a method is called on an object of a known type.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

internal static class Receivers
{
    /// <summary>How a call of <paramref name="method"/> on <paramref name="receiver"/> finds its code; no receiver: any object of its type.</summary>
    public static Dispatch DispatchOf(IMethodSymbol? method, IOperation? receiver)
    {
        if (method is null || !(method.IsVirtual || method.IsAbstract || method.IsOverride)
            || method is { IsSealed: true } or { ContainingType: { IsSealed: true } or { IsValueType: true } })
        {
            return Dispatch.Direct;
        }

        // `base.M()` is the one call of a virtual method that names its code.
        return receiver is IInstanceReferenceOperation { Syntax: Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax }
            ? Dispatch.Direct
            : Dispatch.Virtual;
    }

    /// <summary>
    /// The body that a call of <paramref name="declared"/> runs on an object of exactly <paramref name="type"/>, or
    /// <see langword="null"/>: it has none that can be found.
    /// </summary>
    public static IMethodSymbol? ImplementationIn(ITypeSymbol? type, IMethodSymbol declared)
    {
        if (type is null or ITypeParameterSymbol or { TypeKind: TypeKind.Interface })
        {
            return null;
        }

        return declared.ContainingType?.TypeKind == TypeKind.Interface ? OfInterface(type, declared) : OfClass(type, declared.OriginalDefinition);
    }

    /// <summary>What `using` calls at its end: <c>Dispose</c> or <c>DisposeAsync</c>.</summary>
    public static IMethodSymbol? DisposeOf(ITypeSymbol? type, string name)
    {
        if (type is null)
        {
            return null;
        }

        for (var t = type; t is not null; t = t.BaseType)
        {
            foreach (var member in t.GetMembers(name))
            {
                if (member is IMethodSymbol { Parameters.IsEmpty: true, IsStatic: false } dispose)
                {
                    return dispose;
                }
            }
        }

        foreach (var contract in type.AllInterfaces)
        {
            if (contract.SpecialType == SpecialType.System_IDisposable && contract.GetMembers(name) is [var dispose, ..])
            {
                return (type.FindImplementationForInterfaceMember(dispose) ?? dispose) as IMethodSymbol;
            }
        }

        return null;
    }

    // The declaration may still name type parameters that the type has filled in.
    private static IMethodSymbol? OfInterface(ITypeSymbol type, IMethodSymbol declared)
    {
        IMethodSymbol? found = null;
        foreach (var contract in type.AllInterfaces)
        {
            if (!SymbolEqualityComparer.Default.Equals(contract.OriginalDefinition, declared.ContainingType.OriginalDefinition))
            {
                continue;
            }

            foreach (var member in contract.GetMembers(declared.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, declared.OriginalDefinition)
                    && type.FindImplementationForInterfaceMember(member) is IMethodSymbol body)
                {
                    if (SymbolEqualityComparer.Default.Equals(contract, declared.ContainingType))
                    {
                        return body;
                    }

                    found ??= body;
                }
            }
        }

        return found;
    }

    private static IMethodSymbol? OfClass(ITypeSymbol type, IMethodSymbol declared)
    {
        for (ITypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            foreach (var member in t.GetMembers(declared.Name))
            {
                for (var method = member as IMethodSymbol; method is not null; method = method.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, declared))
                    {
                        return (IMethodSymbol)member;
                    }
                }
            }
        }

        return null;
    }
}
