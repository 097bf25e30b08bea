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
internal sealed class CalleeSummaries(FileSource user, ImmutableArray<ISummarySource> shipped)
{
    private readonly ConcurrentDictionary<IMethodSymbol, MemberSummary?> _found = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, MemberSummary?> _withDefaults = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, MemberSummary?> _contracts = new(SymbolEqualityComparer.Default);

    /// <summary>What the body of <paramref name="method"/> does, or <see langword="null"/>: nobody says.</summary>
    /// <param name="method">A method, as <see cref="Callees.Normalize"/> gives it.</param>
    /// <param name="withDefaults">All optional parameters are left out.</param>
    public MemberSummary? Find(IMethodSymbol method, bool withDefaults) => withDefaults
        ? _withDefaults.GetOrAdd(method, m => FindContract(m) ?? FindShipped(m, withDefaults: true))
        : _found.GetOrAdd(method, m => FindContract(m) ?? FindShipped(m, withDefaults: false));

    /// <summary>
    /// As <see cref="Find(IMethodSymbol, bool)"/>, for a virtual method on an object of exactly <paramref name="type"/>. Reference assemblies leave
    /// overrides out, so the type may have one that no symbol shows.
    /// </summary>
    public MemberSummary? Find(IMethodSymbol method, bool withDefaults, ITypeSymbol? type)
    {
        var owner = method.ContainingType.OriginalDefinition;
        if (!method.IsStatic && (method.IsVirtual || method.IsOverride || method.IsAbstract) && owner.TypeKind == TypeKind.Class
            && method.GetDocumentationCommentId() is { } id && owner.GetDocumentationCommentId() is { } ownerId)
        {
            for (var t = type?.OriginalDefinition; t?.BaseType is not null && !SymbolEqualityComparer.Default.Equals(t, owner); t = t.BaseType.OriginalDefinition)
            {
                if (t.GetDocumentationCommentId() is { } typeId && t.ContainingAssembly is { } assembly
                    && FindShipped($"M:{typeId.Substring(2)}{id.Substring(ownerId.Length)}", assembly.Identity, withDefaults) is { } hidden)
                {
                    return hidden;
                }
            }
        }

        return Find(method, withDefaults);
    }

    /// <summary>What the user says of a declaration, which then binds all that overrides or implements it.</summary>
    public MemberSummary? FindContract(IMethodSymbol method) => _contracts.GetOrAdd(method, FindOfUser);

    /// <summary>What a virtual method does on the object of a static property: of <c>M:…@P:…</c>, if a list has that.</summary>
    public MemberSummary? FindOnShared(IMethodSymbol method, Argument receiver) =>
        receiver is { Kind: PassedKind.Shared, Symbol: { } property } && method.GetDocumentationCommentId() is { } id && property.GetDocumentationCommentId() is { } propertyId
            ? user.Find($"{id}@{propertyId}") ?? FindShipped($"{id}@{propertyId}", method.ContainingAssembly.Identity, withDefaults: false)
            : null;

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

    private MemberSummary? FindShipped(IMethodSymbol method, bool withDefaults) =>
        method.GetDocumentationCommentId() is { } id && method.ContainingAssembly is { } assembly ? FindShipped(id, assembly.Identity, withDefaults) : null;

    private MemberSummary? FindShipped(string id, AssemblyIdentity assembly, bool withDefaults)
    {
        foreach (var source in shipped)
        {
            if (source.Find(id, assembly, withDefaults) is { } summary)
            {
                return summary;
            }
        }

        return null;
    }
}
