// The arguments of a node's or tree's attribute, read once.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Declarations;

/// <summary>Arguments by name. An argument that is absent differs from one that is written with the default value.</summary>
internal sealed class NodeArguments
{
    private readonly ImmutableArray<KeyValuePair<string, TypedConstant>> _named;

    public NodeArguments(AttributeData attribute)
    {
        Attribute = attribute;
        _named = attribute.NamedArguments;

        // A half-typed attribute: the compiler has said so, and what it bound so far means nothing.
        HasErrors = attribute.AttributeConstructor == null
            || HasUnboundArguments(attribute)
            || attribute.ConstructorArguments.Any(argument => argument.Kind == TypedConstantKind.Error)
            || _named.Any(argument => argument.Value.Kind == TypedConstantKind.Error);
        Name = !HasErrors && attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Primitive, Value: string name }] ? name : null;
    }

    public AttributeData Attribute { get; }

    public bool HasErrors { get; }

    public string? Name { get; }

    public bool ChargeHere => Find("ChargeHere") is { Value: true };

    public bool RequireConstantEstimates => Find("RequireConstantEstimates") is { Value: true };

    public bool Has(string name) => Find(name) != null;

    public long? Number(string name) => Find(name)?.Value is { } value and not bool and not string ? Convert.ToInt64(value) : null;

    public INamedTypeSymbol? Type(string name) => Find(name) is { Kind: TypedConstantKind.Type, Value: INamedTypeSymbol type } ? type : null;

    // An argument with a name that the attribute does not have is left out of what was bound.
    private static bool HasUnboundArguments(AttributeData attribute) =>
        attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: var written }
        && written.Count(argument => argument.NameEquals != null) != attribute.NamedArguments.Length;

    private TypedConstant? Find(string name)
    {
        foreach (var argument in _named)
        {
            if (argument.Key == name)
                return argument.Value;
        }

        return null;
    }
}
