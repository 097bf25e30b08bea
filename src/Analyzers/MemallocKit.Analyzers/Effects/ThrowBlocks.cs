// Statements that only build what the last one of their block throws.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects;

/// <summary>
/// <c>var text = $"…"; throw new X(text);</c>: a local that nothing but the throw needs, built where no way leads past it, costs nothing unless
/// it is thrown. What is used otherwise (logged, kept, branched on) is not meant for the throw alone, and neither is what such a statement calls.
/// </summary>
internal static class ThrowBlocks
{
    /// <summary>The statements of a block or switch section that only serve the throw at its end.</summary>
    public static IReadOnlyCollection<IOperation> Serving(IOperation block, KnownSymbols symbols)
    {
        var statements = block switch
        {
            IBlockOperation { Operations: var operations } => operations,
            ISwitchCaseOperation { Body: [IBlockOperation] } => [],
            ISwitchCaseOperation { Body: var body } => body,
            _ => [],
        };
        var end = EndOf(statements, symbols);
        return end > 0 ? Serving(statements, end) : [];
    }

    private static int EndOf(ImmutableArray<IOperation> statements, KnownSymbols symbols)
    {
        for (var i = 0; i < statements.Length; i++)
        {
            if (statements[i] is IThrowOperation { Exception: not null }
                or IExpressionStatementOperation { Operation: IThrowOperation { Exception: not null } }
                || (statements[i] is IExpressionStatementOperation { Operation: IInvocationOperation call } && call.TargetMethod.HasAttribute(symbols.DoesNotReturnAttribute)))
            {
                return i;
            }
        }

        return -1;
    }

    private static IReadOnlyCollection<IOperation> Serving(ImmutableArray<IOperation> statements, int end)
    {
        var start = end;
        while (start > 0 && !statements[start - 1].DescendantsAndSelf().Any(Leaves))
        {
            start--;
        }

        var used = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        while (true)
        {
            var serving = new HashSet<IOperation>();
            var needed = new HashSet<ISymbol>(LocalsIn(statements[end]), SymbolEqualityComparer.Default);
            for (var i = end - 1; i >= start; i--)
            {
                if (Fills(statements[i]) is { Count: > 0 } filled && filled.All(f => needed.Contains(f) && !used.Contains(f)))
                {
                    serving.Add(statements[i]);
                    needed.UnionWith(LocalsIn(statements[i]));
                }
            }

            // What other statements refer to is not built for the throw alone.
            var before = used.Count;
            used.UnionWith(statements.Where((s, i) => i != end && !serving.Contains(s)).SelectMany(LocalsIn));
            if (used.Count == before)
            {
                return serving;
            }
        }
    }

    private static bool Leaves(IOperation operation) => operation is IReturnOperation or IBranchOperation or ILabeledOperation or IAwaitOperation;

    private static IEnumerable<ISymbol> LocalsIn(IOperation statement) =>
        statement.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Select(r => (ISymbol)r.Local);

    // The locals that a statement declares, or the one that it changes or calls.
    private static List<ISymbol> Fills(IOperation statement) => statement switch
    {
        IVariableDeclarationGroupOperation group =>
            [.. group.Declarations.SelectMany(d => d.Declarators).Select(d => d.Symbol).Where(s => s.RefKind == RefKind.None)],
        IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: var target } } when RootOf(target) is { } root => [root],
        IExpressionStatementOperation { Operation: ICompoundAssignmentOperation { Target: var target } } when RootOf(target) is { } root => [root],
        IExpressionStatementOperation { Operation: IInvocationOperation call } when RootOf(call) is { } root => [root],
        _ => [],
    };

    private static ILocalSymbol? RootOf(IOperation? value) => value switch
    {
        ILocalReferenceOperation { Local: var local } => local,
        IInvocationOperation { Instance: var receiver } => RootOf(receiver),
        IMemberReferenceOperation { Instance: var receiver } => RootOf(receiver),
        IArrayElementReferenceOperation { ArrayReference: var array } => RootOf(array),
        _ => null,
    };
}
