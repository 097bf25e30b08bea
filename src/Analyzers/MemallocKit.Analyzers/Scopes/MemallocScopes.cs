// Which members are memalloc scopes as a whole: marked, handed a context, or bound by what they override.
using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Scopes;

/// <summary>Answers for members; <see cref="ScopeRegions"/> answers for statements. Thread-safe.</summary>
/// <param name="symbols">The types that make a scope.</param>
/// <param name="everywhere">The assembly all of whose members are scopes, with static initializers and constructors.</param>
internal sealed class MemallocScopes(KnownSymbols symbols, IAssemblySymbol? everywhere = null)
{
    private readonly ConcurrentDictionary<ISymbol, bool> _members = new(SymbolEqualityComparer.Default);

    /// <summary>
    /// The whole body is a scope. True for members, and for local functions and lambdas by their own mark or parameters;
    /// what they are written in is a matter of <see cref="ScopeRegions"/>.
    /// </summary>
    public bool IsScope(ISymbol member) => _members.GetOrAdd(member.OriginalDefinition, Decide);

    /// <summary>The lambda is marked, takes a context, or becomes a delegate of a type that is marked.</summary>
    public bool IsScope(IAnonymousFunctionOperation lambda) =>
        IsScope(lambda.Symbol) || (lambda.Parent is IDelegateCreationOperation { Type: { } type } && InvokeOf(type) is not null);

    /// <summary>The contract that everything is bound by which becomes a delegate of a type: its <c>Invoke</c>, or <see langword="null"/>: none.</summary>
    public IMethodSymbol? InvokeOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } && IsScope(invoke) ? invoke : null;

    private bool Decide(ISymbol member)
    {
        // A function pointer's signature is in no assembly.
        if ((everywhere is not null && SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, everywhere))
            || IsMarked(member) || HasContextParameter(member))
        {
            return true;
        }

        if (member is not IMethodSymbol method)
        {
            return !member.IsStatic && RunsInScopeConstructor(member);
        }

        if (method.PartialDefinitionPart is { } definition && IsScope(definition))
        {
            return true;
        }

        return (method.OverriddenMethod is { } overridden && IsScope(overridden)) || ImplementsScope(method);
    }

    private bool IsMarked(ISymbol member)
    {
        if (member.HasAttribute(symbols.MemallocAttribute)
            || (member is IMethodSymbol { AssociatedSymbol: { } owner } && owner.HasAttribute(symbols.MemallocAttribute)))
        {
            return true;
        }

        if (member is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction })
        {
            return false;
        }

        // A type's mark leaves out what runs when the type is first used: priming meets that before the emergency.
        if (member is IMethodSymbol { MethodKind: MethodKind.StaticConstructor }
            || (member is IFieldSymbol or IPropertySymbol && member.IsStatic))
        {
            return false;
        }

        for (var type = member.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.HasAttribute(symbols.MemallocAttribute))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasContextParameter(ISymbol member)
    {
        if (member is IMethodSymbol method)
        {
            foreach (var parameter in method.Parameters)
            {
                // An out parameter hands a context to the caller; it entitles nobody here.
                if (parameter.RefKind != RefKind.Out && symbols.IsContext(parameter.Type))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // The compiler moves initializers of fields and properties into the constructors.
    private bool RunsInScopeConstructor(ISymbol member)
    {
        if (member is not (IFieldSymbol or IPropertySymbol or IEventSymbol) || member.ContainingType is not { } type)
        {
            return false;
        }

        foreach (var constructor in type.InstanceConstructors)
        {
            if (IsScope(constructor))
            {
                return true;
            }
        }

        return false;
    }

    private bool ImplementsScope(IMethodSymbol method)
    {
        foreach (var @explicit in method.ExplicitInterfaceImplementations)
        {
            if (IsScope(@explicit))
            {
                return true;
            }
        }

        if (method.DeclaredAccessibility != Accessibility.Public || method.ContainingType is not { TypeKind: not TypeKind.Interface } type)
        {
            return false;
        }

        foreach (var contract in type.AllInterfaces)
        {
            foreach (var candidate in contract.GetMembers(method.Name))
            {
                if (IsScope(candidate) && Runs(method, type.FindImplementationForInterfaceMember(candidate)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // A class that implements by a virtual method it inherits runs the override.
    private static bool Runs(IMethodSymbol method, ISymbol? implementation)
    {
        for (var body = method; body is not null; body = body.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(body.OriginalDefinition, implementation?.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }
}
