// Static constructors and the initializers compiled into them: the compiler keeps no delegates there, since they run once.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class StaticInitializers
{
    /// <summary>The operation runs in one itself, not in a lambda or local function written there.</summary>
    public static bool Contain(IOperation operation) => Contain(operation, orInFunctions: false);

    /// <summary>The operation is written in one, be it in a lambda or local function there.</summary>
    public static bool Surround(IOperation operation) => Contain(operation, orInFunctions: true);

    private static bool Contain(IOperation operation, bool orInFunctions)
    {
        for (var node = operation.Syntax.Parent; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax when !orInFunctions:
                    return false;
                case MemberDeclarationSyntax member and not GlobalStatementSyntax:
                    return member is ConstructorDeclarationSyntax or BaseFieldDeclarationSyntax or PropertyDeclarationSyntax { Initializer: not null }
                        && member.Modifiers.Any(SyntaxKind.StaticKeyword);
            }
        }

        return false;
    }
}
