// The value of a local that is assigned where it is declared, and nowhere else.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Contexts;

internal static class LocalValues
{
    /// <summary>The initializer, or <see langword="null"/> when the local has none or may get another value.</summary>
    public static IOperation? OnlyValue(ILocalReferenceOperation reference)
    {
        if (reference.Local.IsRef || reference.IsDeclaration)
        {
            return null;
        }

        IOperation? value = null;
        foreach (var operation in Root(reference).Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when Same(declarator.Symbol, reference.Local):
                    value = (declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer)?.Value;
                    break;
                case ILocalReferenceOperation other when Same(other.Local, reference.Local) && IsChanged(other):
                    return null;
            }
        }

        // A value that mentions the local itself does not compile; a search must not follow it in circles.
        return value is null || value.DescendantsAndSelf().Any(v => v is ILocalReferenceOperation inner && Same(inner.Local, reference.Local)) ? null : value;
    }

    public static IOperation Root(IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    private static bool IsChanged(ILocalReferenceOperation use) => use.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == use,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
        ITupleOperation or IDeclarationExpressionOperation => true,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } } => true,
        _ => false,
    };

    private static bool Same(ILocalSymbol a, ILocalSymbol b) => SymbolEqualityComparer.Default.Equals(a, b);
}
