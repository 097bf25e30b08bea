// Whose first call it is that allocates: what has to run once before the emergency.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

/// <param name="Member">The definition of a member of this compilation, or of a method of another assembly.</param>
/// <param name="Types">What it is instantiated over, where each instantiation has a first call of its own.</param>
internal readonly record struct FirstCall(ISymbol Member, TypeBindings Types)
{
    /// <summary>That of the member of this compilation in which <paramref name="function"/> is written.</summary>
    public static FirstCall Of(ISymbol function)
    {
        var member = function.ContainingMember().OriginalDefinition;
        return new FirstCall(member is IMethodSymbol method ? Callees.Normalize(method) : member, TypeBindings.Empty);
    }

    /// <summary>That of a method of another assembly, or <see langword="null"/>: each object or field has its own, so that priming one primes no other.</summary>
    public static FirstCall? Of(IMethodSymbol method, TypeBindings types) =>
        method is { Name: "get_Value", ContainingType: { Name: "Lazy", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } }
            or { Name: "Enter" or "EnterScope", ContainingType: { Name: "Lock", ContainingNamespace.Name: "Threading" } }
            or { Name: "TryEnter", Parameters.Length: 1, ContainingType: { Name: "Lock", ContainingNamespace.Name: "Threading" } }
            or { Name: "EnsureInitialized", ContainingType: { Name: "LazyInitializer", ContainingNamespace.Name: "Threading" } }
            ? null
            : new FirstCall(Callees.Normalize(method), types);

    public bool Equals(FirstCall other) => SymbolEqualityComparer.Default.Equals(Member, other.Member) && Types.Equals(other.Types);

    public override int GetHashCode() => unchecked((SymbolEqualityComparer.Default.GetHashCode(Member) * 31) + Types.GetHashCode());
}
