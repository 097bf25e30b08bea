// What is locked somewhere in a compilation while memory is waited for.
using MemallocKit.Analyzers.Contexts.Callees;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <summary>
/// Found from names, and only in files that mention a lock. A wait in a method that is called with the lock held counts, in a lambda it does not.
/// </summary>
internal static class LocksAroundWaits
{
    public static HashSet<ISymbol> Find(Compilation compilation, MemallocCompilation memalloc, CancellationToken cancellation)
    {
        var found = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            if (tree.GetText(cancellation).ToString().IndexOf("lock", StringComparison.Ordinal) < 0)
            {
                continue;
            }

            SemanticModel? model = null;
            foreach (var held in tree.GetRoot(cancellation).DescendantNodes().OfType<LockStatementSyntax>())
            {
                model ??= compilation.GetSemanticModel(tree);
                if (model.GetSymbolInfo(held.Expression, cancellation).Symbol is { } locked && !found.Contains(locked) && WaitsInside(held, model, memalloc, cancellation))
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

    private static bool WaitsInside(LockStatementSyntax held, SemanticModel model, MemallocCompilation memalloc, CancellationToken cancellation)
    {
        if (model.GetOperation(held, cancellation) is not ILockOperation { Body: { } body } || model.GetEnclosingSymbol(held.SpanStart, cancellation) is not { } function)
        {
            return false;
        }

        var calls = new OperationCalls(function, [body], memalloc.Symbols);
        return ContextBody.Operations([body], memalloc.Symbols).Any(o =>
            (IsWait(o, memalloc.Symbols) && MemoryWaits.LockAround(o)?.Syntax == held)
            || calls.Of(o).Any(c => !c.Callee.DeclaringSyntaxReferences.IsEmpty && MemoryWaits.LockAround(o)?.Syntax == held
                && memalloc.ContextEffects.Of(c.Callee).Any(e => e.Kind is ContextEffectKind.MemoryWait or ContextEffectKind.EndlessWait)));
    }

    private static bool IsWait(IOperation operation, KnownSymbols symbols) => operation is IInvocationOperation call && MemoryWaits.TimeOut(call, symbols) is not null;
}
