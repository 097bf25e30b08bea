// Where the name of a field or local is more than read.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

internal static class FieldUses
{
    /// <summary>The assignment, argument or reference that a name is part of; <see langword="null"/> where it is just read.</summary>
    public static SyntaxNode? Of(ExpressionSyntax name)
    {
        while (name.Parent is MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or ConditionalAccessExpressionSyntax or MemberBindingExpressionSyntax)
        {
            if (name.Parent is MemberAccessExpressionSyntax access && access.Name != name)
            {
                return null;
            }

            name = (ExpressionSyntax)name.Parent;
        }

        return name.Parent switch
        {
            AssignmentExpressionSyntax assignment when assignment.Left == name => assignment,
            ArgumentSyntax argument when argument.Parent is TupleExpressionSyntax || !argument.RefKindKeyword.IsKind(SyntaxKind.None) => argument,
            RefExpressionSyntax reference => reference,
            PrefixUnaryExpressionSyntax unary when unary.IsKind(SyntaxKind.AddressOfExpression) => unary,
            _ => null,
        };
    }

    /// <summary>The value as it is kept, with the conversion that the compiler adds: a method becomes a delegate.</summary>
    public static IOperation? ValueOf(ExpressionSyntax value, SemanticModel model)
    {
        var operation = model.GetOperation(value);
        while (operation is { Parent: IDelegateCreationOperation or IConversionOperation } && operation.Parent.Syntax == operation.Syntax)
        {
            operation = operation.Parent;
        }

        return operation;
    }
}
