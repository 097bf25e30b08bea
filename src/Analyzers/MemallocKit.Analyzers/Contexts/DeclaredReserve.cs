// The reserve that an expression names, where a declaration tells.
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>A static property of a reserve tree, of this compilation or of a reference.</summary>
/// <param name="Property">The declared property, or the one emitted for a charged class.</param>
internal sealed record DeclaredReserve(IPropertySymbol Property)
{
    /// <summary>The class that it is declared in: the least that a context can name to charge it.</summary>
    public INamedTypeSymbol Node => Property.ContainingType;

    public string Name => Property.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>The reserve, or <see langword="null"/> where it comes from elsewhere: a parameter, a field, a context's own property.</summary>
    public static DeclaredReserve? Of(IOperation expression) => Source(expression) is IPropertyReferenceOperation { Property: { IsStatic: true } property } && IsDeclared(property)
        ? new DeclaredReserve(property)
        : null;

    /// <summary>The reserve of a key, where it is one of a tree.</summary>
    public static DeclaredReserve? Of(ReserveKey? key) => key?.Member is IPropertySymbol { IsStatic: true } property && IsDeclared(property) ? new DeclaredReserve(property) : null;

    /// <summary>Whether a context that names <paramref name="node"/> may charge the reserve.</summary>
    public bool IsBelow(INamedTypeSymbol node)
    {
        var outermost = Node;
        for (var type = Node; type is not null && IsNode(type); type = type.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, node))
            {
                return true;
            }

            outermost = type;
            if (type.Has(KnownNames.ReserveTree))
            {
                break;
            }
        }

        return JoinedTrees.Reaches(node, outermost);
    }

    /// <summary>What gives the expression its value: through conversions, and locals that are assigned once.</summary>
    public static IOperation Source(IOperation expression)
    {
        while (true)
        {
            switch (expression)
            {
                case IConversionOperation conversion:
                    expression = conversion.Operand;
                    continue;
                case IParenthesizedOperation parenthesized:
                    expression = parenthesized.Operand;
                    continue;
                case ILocalReferenceOperation local when LocalValues.OnlyValue(local) is { } value:
                    expression = value;
                    continue;
                default:
                    return expression;
            }
        }
    }

    private static bool IsDeclared(IPropertySymbol property) =>
        property.Has(KnownNames.ReserveNode) || (property.Name == "Reserve" && IsNode(property.ContainingType));

    private static bool IsNode(INamedTypeSymbol type) => type.Has(KnownNames.ReserveNode) || type.Has(KnownNames.ReserveTree);
}
