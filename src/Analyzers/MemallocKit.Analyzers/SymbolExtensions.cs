// Small questions asked of symbols by several rules.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Analyzers;

internal static class SymbolExtensions
{
    public static bool HasAttribute(this ISymbol symbol, INamedTypeSymbol? attribute)
    {
        if (attribute is null)
        {
            return false;
        }

        foreach (var data in symbol.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(data.AttributeClass, attribute))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The member that a local function or lambda is written in; the symbol itself when it is a member.</summary>
    public static ISymbol ContainingMember(this ISymbol symbol)
    {
        while (symbol is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction }
            && symbol.ContainingSymbol is { } outer)
        {
            symbol = outer;
        }

        return symbol;
    }

    /// <summary>A short name for messages: the member's name, or the type's for a constructor.</summary>
    public static string ShortName(this ISymbol symbol) => symbol switch
    {
        IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor } m => "new " + m.ContainingType.Name,
        IMethodSymbol { AssociatedSymbol: { } owner } => owner.Name,
        IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator } m => "operator " + SyntaxFacts.GetText(SyntaxFacts.GetOperatorKind(m.Name)),
        IMethodSymbol { MethodKind: MethodKind.Conversion } m => "conversion to " + m.ReturnType.ShortName(),
        IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } => "lambda",
        IMethodSymbol { MethodKind: MethodKind.ExplicitInterfaceImplementation, ExplicitInterfaceImplementations: [var m, ..] } => m.Name,
        _ => symbol.Name,
    };

    /// <summary>The way messages name a type: as code inside a method would.</summary>
    public static string ShortName(this ITypeSymbol type) =>
        type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
