// The members of a class that are nodes.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Finds nodes and reads their attributes.</summary>
internal static class NodeMembers
{
    /// <summary>Nested classes and properties with <c>[ReserveNode]</c>, in the order of their declaration, over all parts.</summary>
    public static ImmutableArray<ISymbol> Of(INamedTypeSymbol type)
    {
        var members = ImmutableArray.CreateBuilder<ISymbol>();
        foreach (var member in type.GetMembers())
        {
            if (member is IPropertySymbol or INamedTypeSymbol { TypeKind: TypeKind.Class } && member.Has(KnownNames.ReserveNode))
                members.Add(member);
        }

        return members.ToImmutable();
    }

    /// <summary>The attribute's arguments, or <see langword="null"/> when the compiler rejects the attribute.</summary>
    public static NodeArguments? ReadArguments(this ISymbol member, ProblemList problems)
    {
        if (member.FindOnly(KnownNames.ReserveNode) is { } attribute && new NodeArguments(attribute) is { HasErrors: false } arguments)
            return arguments;
        problems.AddCompilerError(member);
        return null;
    }

    /// <summary>The attribute, or <see langword="null"/> when it is there twice, which the compiler reports.</summary>
    public static AttributeData? FindOnly(this ISymbol symbol, string attribute)
    {
        AttributeData? found = null;
        foreach (var candidate in symbol.GetAttributes())
        {
            if (!candidate.AttributeClass.IsCalled(KnownNames.Namespace, attribute))
                continue;
            if (found != null)
                return null;
            found = candidate;
        }

        return found;
    }
}
