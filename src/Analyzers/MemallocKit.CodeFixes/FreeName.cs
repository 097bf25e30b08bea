// Names that nothing around uses yet.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

internal static class FreeName
{
    /// <summary>The name, with a number behind it where the member around a node, or the file where that is a program's, uses it.</summary>
    public static string Around(SyntaxNode node, string name)
    {
        SyntaxNode? member = node.AncestorsAndSelf().FirstOrDefault(a => a is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax);
        return Besides(In(member ?? node.SyntaxTree.GetRoot()), name);
    }

    /// <summary>The name, with a number behind it where it is taken.</summary>
    public static string Besides(ICollection<string> taken, string name)
    {
        var free = name;
        for (var i = 2; taken.Contains(free); i++)
        {
            free = name + i;
        }

        return free;
    }

    /// <summary>All names in a node.</summary>
    public static HashSet<string> In(SyntaxNode node) =>
        new(node.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText), StringComparer.Ordinal);
}
