// `stackalloc` whose size is not bounded: the stack of a thread ends, and then the process.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class StackMemory
{
    public const string Prefix = "stackalloc";

    /// <summary>A page: threads have a few hundred of them, and a scope may be entered deep down.</summary>
    private const long MostBytes = 4096;

    // The size of a struct is not asked for: a cache line is more than those that are put on the stack usually take.
    private const int StructBytes = 64;

    public static void Find(IOperation operation, BodyBuilder body)
    {
        if (operation.Syntax is not (StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax)
            || operation.Parent?.Syntax == operation.Syntax)
        {
            return;
        }

        if (IsInLoop(operation))
        {
            body.Allocates(AllocationFamily.Unmanaged, $"{Prefix} in a loop, which is given back at the end of the method only,", operation.Syntax);
        }
        else if (operation.Syntax is StackAllocArrayCreationExpressionSyntax { Type: ArrayTypeSyntax { RankSpecifiers: [{ Sizes: [{ } size] }, ..] } type }
            && size is not OmittedArraySizeExpressionSyntax && operation.SemanticModel is { } model && !IsBounded(size, type, model))
        {
            body.Allocates(AllocationFamily.Unmanaged, $"{Prefix} {type.ElementType}[{size}]", operation.Syntax);
        }
    }

    private static bool IsBounded(ExpressionSyntax size, ArrayTypeSyntax type, SemanticModel model)
    {
        var most = MostBytes / BytesOf(model.GetTypeInfo(type.ElementType).Type);
        return IsAtMost(size, most, model) || IsGuarded(size, most, model);
    }

    private static bool IsAtMost(ExpressionSyntax value, long most, SemanticModel model) =>
        model.GetConstantValue(value) switch
        {
            { HasValue: true, Value: int count } => count <= most,
            { HasValue: true, Value: uint count } => count <= most,
            { HasValue: true, Value: long count } => count <= most,
            _ => value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Min" }, ArgumentList.Arguments: [var a, var b] }
                && (IsAtMost(a.Expression, most, model) || IsAtMost(b.Expression, most, model)),
        };

    // `n <= 256 ? stackalloc byte[n] : other`, or the other way round.
    private static bool IsGuarded(ExpressionSyntax size, long most, SemanticModel model)
    {
        ExpressionSyntax at = size.FirstAncestorOrSelf<StackAllocArrayCreationExpressionSyntax>()!;
        while (at.Parent is ParenthesizedExpressionSyntax outer)
        {
            at = outer;
        }

        return at.Parent is ConditionalExpressionSyntax { Condition: BinaryExpressionSyntax condition } choice
            && SyntaxFactory.AreEquivalent(condition.Left, size)
            && IsAtMost(condition.Right, most, model)
            && (at == choice.WhenTrue
                ? condition.Kind() is SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
                : condition.Kind() is SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression);
    }

    private static bool IsInLoop(IOperation operation)
    {
        for (var at = operation.Parent; at is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation); at = at.Parent)
        {
            if (at is ILoopOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static int BytesOf(ITypeSymbol? type) => (type is INamedTypeSymbol { EnumUnderlyingType: { } underlying } ? underlying : type)?.SpecialType switch
    {
        SpecialType.System_Boolean or SpecialType.System_SByte or SpecialType.System_Byte => 1,
        SpecialType.System_Char or SpecialType.System_Int16 or SpecialType.System_UInt16 => 2,
        SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Single => 4,
        SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_Double
            or SpecialType.System_IntPtr or SpecialType.System_UIntPtr => 8,
        _ => StructBytes,
    };
}
