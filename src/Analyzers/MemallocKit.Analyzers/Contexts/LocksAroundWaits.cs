// What is locked somewhere in a compilation while memory is waited for.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Found from names, and only in files that mention a rent or charge and a lock. Waits in methods that are called with the lock
/// held are not looked for.
/// </summary>
internal static class LocksAroundWaits
{
    public static HashSet<ISymbol> Find(Compilation compilation, KnownSymbols symbols, CancellationToken cancellation)
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            var text = tree.GetText(cancellation).ToString();
            if (!Mentions(text, "lock") || !(Mentions(text, "Rent(") || Mentions(text, "Charge(")))
            {
                continue;
            }

            SemanticModel? model = null;
            foreach (var held in tree.GetRoot(cancellation).DescendantNodes().OfType<LockStatementSyntax>())
            {
                model ??= compilation.GetSemanticModel(tree);
                if (model.GetSymbolInfo(held.Expression, cancellation).Symbol is { } locked && WaitsInside(held, model, symbols, cancellation))
                {
                    found.Add(locked);
                }
            }
        }

        return found;
    }

    /// <summary>The field, property or variable that is locked.</summary>
    public static ISymbol? Target(IOperation locked) => locked switch
    {
        IConversionOperation conversion => Target(conversion.Operand),
        IMemberReferenceOperation member => member.Member,
        IParameterReferenceOperation parameter => parameter.Parameter,
        ILocalReferenceOperation local => local.Local,
        _ => null,
    };

    private static bool WaitsInside(LockStatementSyntax held, SemanticModel model, KnownSymbols symbols, CancellationToken cancellation) =>
        held.Statement.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(c =>
            model.GetOperation(c, cancellation) is IInvocationOperation call
            && MemoryWaits.TimeOut(call, symbols) is not null
            && MemoryWaits.LockAround(call) is { Syntax: var innermost } && innermost.FirstAncestorOrSelf<LockStatementSyntax>(l => l == held) is not null);

    private static bool Mentions(string text, string word) => text.IndexOf(word, StringComparison.Ordinal) >= 0;
}
