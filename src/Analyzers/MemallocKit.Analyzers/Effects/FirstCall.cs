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

    public bool Equals(FirstCall other) => SymbolEqualityComparer.Default.Equals(Member, other.Member) && Types.Equals(other.Types);

    public override int GetHashCode() => unchecked((SymbolEqualityComparer.Default.GetHashCode(Member) * 31) + Types.GetHashCode());
}
