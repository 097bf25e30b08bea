// Methods that show a lease which somebody else goes on holding.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Analyzers.Contexts.Leases;

internal static class LeaseReturns
{
    /// <summary>Whether what the method returns is a field's: it stays with the object, which gives it back.</summary>
    public static bool IsBorrowed(IMethodSymbol method)
    {
        foreach (var reference in method.OriginalDefinition.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax().DescendantNodes())
            {
                var returned = node switch
                {
                    ArrowExpressionClauseSyntax { Parent: var parent } arrow when parent == reference.GetSyntax() => arrow.Expression,
                    ReturnStatementSyntax statement => statement.Expression,
                    _ => null,
                };
                var name = returned switch
                {
                    IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
                    MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } member => member.Name.Identifier.ValueText,
                    _ => null,
                };
                if (name is not null && method.ContainingType.GetMembers(name).Any(m => m is IFieldSymbol or IPropertySymbol))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
