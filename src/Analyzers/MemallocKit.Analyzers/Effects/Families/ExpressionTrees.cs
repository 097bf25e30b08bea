// Lambdas turned into expression trees: the code that builds the tree allocates, the lambda itself never runs.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class ExpressionTrees
{
    public static void Find(IOperation operation, BodyBuilder body)
    {
        if (IsQuoted(operation, body.Symbols))
        {
            body.Allocates(AllocationFamily.Object, "the expression tree", operation.Syntax, instead: "take a delegate, or keep the tree in a field made before the scope");
        }
    }

    public static bool IsQuoted(IOperation operation, KnownSymbols symbols) =>
        operation is IConversionOperation { Operand: IAnonymousFunctionOperation, Type: var type }
        && KnownSymbols.Same(type, symbols.Expression);
}
