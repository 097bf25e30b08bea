// The contexts whose Prime() is called somewhere in a compilation.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Found from names, and only in files that mention the word, so that a rule about one call can ask about all others as
/// the user types.
/// </summary>
internal static class PrimedContexts
{
    private const string Prime = "Prime";

    public static HashSet<ISymbol> Find(Compilation compilation, CancellationToken cancellation)
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            if (tree.GetText(cancellation).ToString().IndexOf(Prime, StringComparison.Ordinal) < 0)
            {
                continue;
            }

            SemanticModel? model = null;
            foreach (var name in tree.GetRoot(cancellation).DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                if (name.Identifier.ValueText == Prime
                    && (model ??= compilation.GetSemanticModel(tree)).GetSymbolInfo(name, cancellation) is var info
                    && (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is IMethodSymbol { IsStatic: true } method)
                {
                    found.Add(method.ContainingType);
                }
            }
        }

        return found;
    }
}
