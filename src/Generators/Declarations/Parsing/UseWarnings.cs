// Warnings that naming a type gives.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>
/// Who declares a reserve of an obsolete or experimental type is warned there, and decides. Emitted code names the type again, where nobody can decide
/// anything, so it must not warn once more.
/// </summary>
internal static class UseWarnings
{
    /// <summary>The ids of the warnings for the type, its type arguments and the types around it.</summary>
    public static IEnumerable<string> Of(ITypeSymbol type)
    {
        // A type parameter stands in the type that has it as an argument: that way there is no end.
        for (var current = type is ITypeParameterSymbol ? null : type; current != null; current = current.ContainingType)
        {
            foreach (var attribute in current.GetAttributes())
            {
                if (IdOf(attribute) is { } id)
                    yield return id;
            }

            if (current is not INamedTypeSymbol named)
                continue;
            foreach (var argument in named.TypeArguments)
            {
                foreach (var id in Of(argument))
                    yield return id;
            }
        }
    }

    /// <summary>The same for a member, and for all around it.</summary>
    public static IEnumerable<string> OfMember(ISymbol member)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (IdOf(attribute) is { } id)
                yield return id;
        }

        if (member.ContainingType is not { } type)
            yield break;
        foreach (var id in Of(type))
            yield return id;
    }

    /// <summary>Whether naming a symbol is an error: it, or what is around it, is obsolete in that way.</summary>
    public static bool AreErrors(ISymbol symbol)
    {
        for (var current = symbol; current != null; current = current.ContainingType)
        {
            foreach (var attribute in current.GetAttributes())
            {
                if (attribute.AttributeClass.IsCalled("System", nameof(ObsoleteAttribute)) && attribute.ConstructorArguments is [_, { Kind: TypedConstantKind.Primitive, Value: true }])
                    return true;
            }
        }

        return false;
    }

    private static string? IdOf(AttributeData attribute)
    {
        if (attribute.AttributeClass.IsCalled("System", nameof(ObsoleteAttribute)))
            return Named(attribute, "DiagnosticId") is { Length: > 0 } own ? own : (attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string }, ..] ? "CS0618" : "CS0612");
        return attribute.AttributeClass.IsCalled("System.Diagnostics.CodeAnalysis", "ExperimentalAttribute") && attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string id }]
            ? id
            : null;
    }

    private static string? Named(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value is { Kind: TypedConstantKind.Primitive, Value: string value })
                return value;
        }

        return null;
    }
}
