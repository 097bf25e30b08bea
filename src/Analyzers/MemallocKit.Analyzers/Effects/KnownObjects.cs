// Objects of the framework whose type is known though their declaration is of a base class: default comparers.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Effects;

internal static class KnownObjects
{
    /// <summary>What a property of another assembly gives, where that is always the same; otherwise unknown.</summary>
    public static Argument Of(ISymbol member) => member switch
    {
        IPropertySymbol { Name: "Default", IsStatic: true, ContainingType: { } comparer } when ComparedBy(comparer) is not null =>
            new Argument(PassedKind.Exact, comparer),
        _ => default,
    };

    /// <summary>The type that <c>EqualityComparer&lt;T&gt;.Default</c> or <c>Comparer&lt;T&gt;.Default</c> is for, given the abstract class: none but they are exactly of it.</summary>
    public static ITypeSymbol? ComparedBy(ISymbol? comparer) =>
        comparer is INamedTypeSymbol
        {
            Name: "EqualityComparer" or "Comparer",
            IsAbstract: true,
            TypeArguments: [var compared],
            ContainingNamespace: { Name: "Generic", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } },
        }
            ? compared
            : null;
}
