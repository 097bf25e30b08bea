// What only the syntax of a declaration tells.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Declarations;

/// <summary>Reads modifiers and documentation comments. Nothing here leaves the parser except as a value.</summary>
internal static class DeclarationSyntax
{
    // Top-level statements are a part of 'Program' as well, which is partial by itself.
    public static bool IsPartial(this INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Length > 0
        && type.DeclaringSyntaxReferences.All(reference => reference.GetSyntax() is CompilationUnitSyntax
            || (reference.GetSyntax() is BaseTypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword)));

    public static bool HasPrimaryConstructor(this INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax() is TypeDeclarationSyntax { ParameterList: not null });

    /// <summary>The modifiers of a property as written, in their order, without <c>partial</c>.</summary>
    public static string ModifiersWithoutPartial(this IPropertySymbol property) =>
        property.DeclaringSyntaxReferences is [var reference, ..] && reference.GetSyntax() is PropertyDeclarationSyntax declaration
            ? string.Join(" ", declaration.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.PartialKeyword)).Select(modifier => modifier.ValueText))
            : "";

    public static bool IsDocumented(this ISymbol symbol) => symbol.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax().IsDocumented());

    // Where documentation is not parsed, a documentation comment is an ordinary comment: both count.
    public static bool IsDocumented(this SyntaxNode declaration)
    {
        foreach (var trivia in declaration.GetLeadingTrivia())
        {
            if (trivia.HasStructure
                ? trivia.GetStructure() is DocumentationCommentTriviaSyntax
                : trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && trivia.ToString().StartsWith("///", StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
