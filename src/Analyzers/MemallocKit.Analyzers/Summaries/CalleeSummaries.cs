// The one place that says what a method of another assembly does: asked by symbol, answered by the first source that knows.
using System.Collections.Concurrent;
using System.Collections.Immutable;
using MemallocKit.Analyzers.Effects;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Summaries;

/// <summary>
/// The user's files come first: they may say better than a list. Contracts in metadata (<c>[Memalloc]</c>) are a matter of
/// <see cref="Scopes.MemallocScopes"/>, which knows what is inherited. Thread-safe.
/// </summary>
internal sealed class CalleeSummaries(ISummarySource user, ImmutableArray<ISummarySource> shipped)
{
    private readonly ConcurrentDictionary<IMethodSymbol, MemberSummary?> _found = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, MemberSummary?> _withDefaults = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, MemberSummary?> _contracts = new(SymbolEqualityComparer.Default);

    /// <summary>What the body of <paramref name="method"/> does, or <see langword="null"/>: nobody says.</summary>
    /// <param name="method">A method, as <see cref="Callees.Normalize"/> gives it.</param>
    /// <param name="withDefaults">All optional parameters are left out.</param>
    public MemberSummary? Find(IMethodSymbol method, bool withDefaults) => withDefaults
        ? _withDefaults.GetOrAdd(method, m => m.GetDocumentationCommentId() is { } id ? FindShipped(id + "?") ?? Find(m, withDefaults: false) : null)
        : _found.GetOrAdd(method, m => FindContract(m) ?? (m.GetDocumentationCommentId() is { } id ? FindShipped(id) : null));

    /// <summary>What the user says of a declaration, which then binds all that overrides or implements it.</summary>
    public MemberSummary? FindContract(IMethodSymbol method) => _contracts.GetOrAdd(method, FindOfUser);

    private MemberSummary? FindOfUser(IMethodSymbol method)
    {
        if (method.GetDocumentationCommentId() is { } id && user.Find(id) is { } own)
        {
            return own;
        }

        if (method.AssociatedSymbol?.OriginalDefinition.GetDocumentationCommentId() is { } propertyId && user.Find(propertyId) is { } ofProperty)
        {
            return ofProperty;
        }

        return method.ContainingType?.OriginalDefinition.GetDocumentationCommentId() is { } typeId ? user.Find(typeId) : null;
    }

    private MemberSummary? FindShipped(string id)
    {
        foreach (var source in shipped)
        {
            if (source.Find(id) is { } summary)
            {
                return summary;
            }
        }

        return null;
    }
}
