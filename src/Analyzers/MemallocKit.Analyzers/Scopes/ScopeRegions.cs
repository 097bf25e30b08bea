// The parts of one member's body that run inside a context: what follows `using var x = Enter()`, and marked functions.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace MemallocKit.Analyzers.Scopes;

/// <summary>
/// Scopes as spans of source text: a scope is always a run of whole statements, so a span says exactly what is inside
/// and costs nothing to ask. The expression that acquires the context lies outside.
/// </summary>
internal sealed class ScopeRegions
{
    private static readonly ScopeRegions s_none = new(false, [], []);

    private readonly bool _everything;
    private readonly ImmutableArray<TextSpan> _spans;
    private readonly ImmutableArray<TextSpan> _outside;

    private ScopeRegions(bool everything, ImmutableArray<TextSpan> spans, ImmutableArray<TextSpan> outside)
    {
        _everything = everything;
        _spans = spans;
        _outside = outside;
    }

    public bool IsEmpty => !_everything && _spans.IsEmpty;

    /// <summary>The innermost span around the position decides: of a scope, or of a local function that runs outside.</summary>
    public bool Contains(int position) =>
        _everything || (Innermost(_spans, position) is { } scope && !(Innermost(_outside, position) < scope));

    private static int? Innermost(ImmutableArray<TextSpan> spans, int position)
    {
        int? length = null;
        foreach (var span in spans)
        {
            if (span.Contains(position) && !(length <= span.Length))
            {
                length = span.Length;
            }
        }

        return length;
    }

    /// <summary>The regions of a member whose bodies (all its operation blocks) are given.</summary>
    public static ScopeRegions Find(ISymbol member, ImmutableArray<IOperation> blocks, MemallocScopes scopes, KnownSymbols symbols)
    {
        if (scopes.IsScope(member))
        {
            return new ScopeRegions(true, [], []);
        }

        // Almost every member of a project ends here, so no list is made before the first region is found. Not recursive: a long
        // chain of operators is a deep tree.
        ImmutableArray<TextSpan>.Builder? found = null;
        var pending = new Stack<IOperation>(blocks);
        while (pending.Count > 0)
        {
            var operation = pending.Pop();
            if (RegionOf(operation, scopes, symbols) is { } span)
            {
                (found ??= ImmutableArray.CreateBuilder<TextSpan>()).Add(span);
            }

            foreach (var child in operation.ChildOperations)
            {
                pending.Push(child);
            }
        }

        if (found is null)
        {
            return s_none;
        }

        var spans = found.ToImmutable();
        var operations = blocks.SelectMany(b => b.DescendantsAndSelf()).ToList();
        var text = new ScopeRegions(false, spans, []);
        var outside = LocalFunctionRuns.OutsideOnly(operations, text.Contains).Where(f => !scopes.IsScope(f.Symbol));
        return new ScopeRegions(false, spans, [.. outside.Select(f => f.Syntax.Span)]);
    }

    private static TextSpan? RegionOf(IOperation operation, MemallocScopes scopes, KnownSymbols symbols) => operation switch
    {
        IUsingOperation { Body: { } body } use when AcquiresContext(use.Resources, symbols) => body.Syntax.Span,
        IUsingDeclarationOperation use when AcquiresContext(use.DeclarationGroup, symbols) =>
            TextSpan.FromBounds(use.Syntax.Span.End, (use.Parent ?? use).Syntax.Span.End),
        ILocalFunctionOperation local when scopes.IsScope(local.Symbol) => local.Syntax.Span,
        IAnonymousFunctionOperation lambda when scopes.IsScope(lambda) => lambda.Syntax.Span,
        _ => null,
    };

    private static bool AcquiresContext(IOperation resources, KnownSymbols symbols)
    {
        if (resources is IVariableDeclarationGroupOperation group)
        {
            foreach (var declaration in group.Declarations)
            {
                foreach (var declarator in declaration.Declarators)
                {
                    if (symbols.IsContext(declarator.Symbol.Type))
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        return symbols.IsContext(resources.Type);
    }
}
