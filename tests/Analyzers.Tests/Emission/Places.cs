// Names the statement that a sequence point or a report belongs to, so that the two can be compared.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemallocKit.Analyzers.Tests.Emission;

/// <param name="Path">The file.</param>
/// <param name="Start">Where the statement, function or member begins.</param>
/// <param name="Detail">Empty, or the captured variables of a closure.</param>
internal readonly record struct Place(string Path, int Start, string Detail = "");

internal sealed class Places(IEnumerable<SyntaxTree> trees)
{
    private readonly Dictionary<string, SyntaxTree> _trees = trees.ToDictionary(t => t.FilePath);

    public SyntaxNode NodeAt(string path, int startLine, int startColumn, int endLine, int endColumn)
    {
        var lines = _trees[path].GetText().Lines;
        return NodeAt(path, TextSpan.FromBounds(
            lines[startLine - 1].Start + startColumn - 1, lines[endLine - 1].Start + endColumn - 1));
    }

    public SyntaxNode NodeAt(string path, TextSpan span) => _trees[path].GetRoot().FindNode(span);

    /// <summary>The innermost statement or expression body; outside of bodies the initializer or member.</summary>
    public static SyntaxNode StatementOf(SyntaxNode node) => node.AncestorsAndSelf().Select(FirstVariable).First(n => n switch
    {
        BlockSyntax => n == node,
        StatementSyntax or ArrowExpressionClauseSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax => true,
        ExpressionSyntax => n.Parent is AnonymousFunctionExpressionSyntax lambda && lambda.Body == n,
        VariableDeclaratorSyntax => n.Parent?.Parent is BaseFieldDeclarationSyntax,
        EqualsValueClauseSyntax => n.Parent is PropertyDeclarationSyntax,
        MemberDeclarationSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax => true,
        _ => false,
    });

    // The sequence point of the first variable of a field declaration is the whole declaration.
    private static SyntaxNode FirstVariable(SyntaxNode node) => node is BaseFieldDeclarationSyntax field ? field.Declaration.Variables[0] : node;

    /// <summary>The innermost lambda, local function, accessor or member whose body holds the node.</summary>
    public static SyntaxNode FunctionOf(SyntaxNode node, bool includeSelf) => (includeSelf ? node.AncestorsAndSelf() : node.Ancestors())
        .First(n => n is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
            or CompilationUnitSyntax or (MemberDeclarationSyntax and not GlobalStatementSyntax));

    public static SyntaxNode MemberOf(SyntaxNode node) => node.AncestorsAndSelf()
        .First(n => n is CompilationUnitSyntax or (MemberDeclarationSyntax and not GlobalStatementSyntax));

    public static Place PlaceOf(SyntaxNode node, string detail = "") => new(node.SyntaxTree.FilePath, node.SpanStart, detail);

    /// <summary>A closure is told by the variables in it: the compiler makes it where no statement stands.</summary>
    public static Place ClosureOf(SyntaxNode node, IEnumerable<string> variables) =>
        PlaceOf(WithInitializers(MemberOf(node)), string.Join(", ", variables.Order(StringComparer.Ordinal)));

    // Initializers and the call of the base are one constructor.
    private static SyntaxNode WithInitializers(SyntaxNode member) =>
        member is BaseFieldDeclarationSyntax or PropertyDeclarationSyntax { Initializer: not null } && member.Parent is TypeDeclarationSyntax { ParameterList: not null } type ? type : member;
}
