// Where the contexts of a compilation are primed.
using MemallocKit.Analyzers.Scopes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Found from names, and only in files that mention the word, so that a rule about one call can ask about all others as
/// the user types.
/// </summary>
internal sealed class PrimedContexts
{
    private const string Prime = "Prime";
    private const string Enter = "Enter";

    private readonly Dictionary<ISymbol, List<SyntaxNode>> _primed;
    private readonly Dictionary<ISymbol, List<SyntaxNode>> _entered;

    private PrimedContexts(Dictionary<ISymbol, List<SyntaxNode>> primed, Dictionary<ISymbol, List<SyntaxNode>> entered) => (_primed, _entered) = (primed, entered);

    public static PrimedContexts Find(Compilation compilation, CancellationToken cancellation) =>
        new(Names(compilation, Prime, cancellation), Names(compilation, Enter, cancellation));

    /// <summary>The names of <c>Prime</c> for a context: of calls, and where it becomes a delegate.</summary>
    public IReadOnlyList<SyntaxNode> PrimesOf(INamedTypeSymbol context) => _primed.TryGetValue(context, out var names) ? names : [];

    /// <summary>Whether the call is the first that enters the context, in the order of files: the one to report for all.</summary>
    public bool IsFirstEntry(INamedTypeSymbol context, SyntaxNode call) =>
        _entered.TryGetValue(context, out var names) && names[0].SyntaxTree == call.SyntaxTree && call.Span.Contains(names[0].Span);

    /// <summary>The contexts whose priming is written in a part of a file, and nowhere else.</summary>
    public IEnumerable<INamedTypeSymbol> PrimedOnlyIn(IEnumerable<SyntaxNode> parts)
    {
        foreach (var (context, names) in _primed.Select(p => (p.Key, p.Value)))
        {
            if (names.All(n => parts.Any(p => p.SyntaxTree == n.SyntaxTree && p.Span.Contains(n.Span))))
            {
                yield return (INamedTypeSymbol)context;
            }
        }
    }

    private static Dictionary<ISymbol, List<SyntaxNode>> Names(Compilation compilation, string word, CancellationToken cancellation)
    {
        var found = new Dictionary<ISymbol, List<SyntaxNode>>(SymbolEqualityComparer.Default);
        foreach (var tree in SourceScan.TreesWith(compilation, word))
        {
            cancellation.ThrowIfCancellationRequested();
            SemanticModel? model = null;
            foreach (var name in tree.GetRoot(cancellation).DescendantNodes().OfType<IdentifierNameSyntax>())
            {
                if (name.Identifier.ValueText == word
                    && (model ??= compilation.GetSemanticModel(tree)).GetSymbolInfo(name, cancellation) is var info
                    && (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is IMethodSymbol { IsStatic: true } method)
                {
                    (found.TryGetValue(method.ContainingType, out var names) ? names : found[method.ContainingType] = []).Add(name);
                }
            }
        }

        return found;
    }
}
