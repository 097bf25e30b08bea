// Tells whether two expressions name the same reserve.
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

/// <param name="Member">The property, field, parameter or local.</param>
/// <param name="Receiver">The text of what it is read from; empty where it is static or of the same object.</param>
internal sealed record ReserveKey(ISymbol Member, string Receiver)
{
    /// <summary>It is a property of a context: of any value of its type, since all give the same reserve.</summary>
    public bool IsOfContext => Member is IPropertySymbol && Member.ContainingType.Has(KnownNames.MemallocContext);

    /// <summary>The key, or <see langword="null"/> where two evaluations may give two reserves: a call, an element of an array.</summary>
    public static ReserveKey? Of(IOperation expression) => DeclaredReserve.Source(expression) switch
    {
        IPropertyReferenceOperation { Arguments.IsEmpty: true } property => In(property.Property, property.Instance),
        IFieldReferenceOperation field => In(field.Field, field.Instance),
        IParameterReferenceOperation parameter => new ReserveKey(parameter.Parameter, ""),
        ILocalReferenceOperation local => new ReserveKey(local.Local, ""),
        _ => null,
    };

    public bool Equals(ReserveKey? other) =>
        other is not null && Receiver == other.Receiver && SymbolEqualityComparer.Default.Equals(Member, other.Member);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Member);

    private static ReserveKey? In(ISymbol member, IOperation? instance) => instance switch
    {
        _ when member is IPropertySymbol && member.ContainingType.Has(KnownNames.MemallocContext) => new ReserveKey(member, ""),
        null or IInstanceReferenceOperation => new ReserveKey(member, ""),
        ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation => new ReserveKey(member, instance.Syntax.ToString()),
        _ => null,
    };
}
