// Rewrites the body of a lambda so that it reads from a parameter what it has captured.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

internal static class CaptureReader
{
    /// <summary>What was read from <c>this</c> is read from the parameter; <see langword="null"/> where it cannot be: <c>base</c>.</summary>
    public static CSharpSyntaxNode? WithThis(CSharpSyntaxNode body, string parameter, SemanticModel model) => Rewrite(body, parameter, _ => null, model);

    /// <summary>The variables are read from the members of a tuple, and <c>this</c> as well.</summary>
    public static CSharpSyntaxNode? WithVariables(CSharpSyntaxNode body, string parameter, string? self, IReadOnlyCollection<ISymbol> variables, SemanticModel model) => Rewrite(
        body,
        self is null ? null : $"{parameter}.{self}",
        symbol => variables.Contains(symbol, SymbolEqualityComparer.Default) ? $"{parameter}.{symbol.Name}" : null,
        model);

    private static CSharpSyntaxNode? Rewrite(CSharpSyntaxNode body, string? self, Func<ISymbol, string?> variable, SemanticModel model)
    {
        var nodes = body.DescendantNodesAndSelf().ToList();
        if (nodes.Any(n => n is BaseExpressionSyntax))
        {
            return null;
        }

        var replaced = new Dictionary<SyntaxNode, SyntaxNode>();
        foreach (var node in nodes)
        {
            if (node is ThisExpressionSyntax && self is not null)
            {
                replaced[node] = SyntaxFactory.ParseExpression(self).WithTriviaFrom(node);
            }
            else if (node is SimpleNameSyntax name && !IsMemberName(name) && model.GetSymbolInfo(name).Symbol is { } symbol)
            {
                if (variable(symbol) is { } read)
                {
                    replaced[node] = SyntaxFactory.ParseExpression(read).WithTriviaFrom(node);
                }
                else if (self is not null && IsInstanceMember(symbol))
                {
                    replaced[node] = SyntaxFactory.ParseExpression($"{self}.{name.WithoutTrivia()}").WithTriviaFrom(node);
                }
            }
        }

        return body.ReplaceNodes(replaced.Keys, (old, _) => replaced[old]);
    }

    private static bool IsInstanceMember(ISymbol symbol) =>
        symbol is { IsStatic: false } and (IFieldSymbol or IPropertySymbol or IEventSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation });

    private static bool IsMemberName(SimpleNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax or QualifiedNameSyntax => true,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left == name,
        _ => false,
    };
}
