// Boxing by conversion, written or inserted.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class Boxing
{
    public static void Find(IOperation operation, BodyBuilder body)
    {
        switch (operation)
        {
            case IConversionOperation { Type: { } to, Operand: { Type: { } from } operand } conversion:
                if (conversion.GetConversion().IsBoxing)
                {
                    if (!IsFree(conversion) && !IsNull(operand) && !Discards.IsUnused(conversion))
                    {
                        Add(from, to, conversion.Syntax, body);
                    }
                }
                else if (operand is not ITupleOperation)
                {
                    AddElements(from, to, conversion.Syntax, body);
                }

                break;
            case IIsPatternOperation { Value.Type: ITypeParameterSymbol { IsReferenceType: false } parameter } test
                when NullTests.IsOfNull(test.Pattern) && !NullTests.IsBranch(test):
                Add(parameter, null, test.Syntax, body);
                break;
            case IForEachLoopOperation { Syntax: CommonForEachStatementSyntax loop, SemanticModel: { } model }:
                var info = model.GetForEachStatementInfo(loop);
                if (info.ElementConversion.IsBoxing || info.CurrentConversion.IsBoxing)
                {
                    Add(info.CurrentProperty?.Type ?? info.ElementType, null, loop.Expression, body);
                }

                if (loop is ForEachVariableStatementSyntax { Variable: var variables } && info.ElementType is { } elements
                    && model.GetTypeInfo(variables).Type is { } taken)
                {
                    AddElements(elements, taken, variables, body);
                }

                break;
            case ICoalesceOperation { Value.Type: { } value, Type: { IsReferenceType: true } result } coalesce when IsBoxed(value):
                Add(value, result, coalesce.Value.Syntax, body);
                break;
            case IInterpolationOperation { Expression: { Type: { } value } hole, Parent: IInterpolatedStringOperation text }
                when (Interpolation.IsFormat(text) || Interpolation.IsFormatted(text)) && IsBoxed(value):
                Add(value, null, hole.Syntax, body);
                break;
            case ISpreadOperation { ElementType: { } element } spread when spread.GetElementConversion().IsBoxing:
                Add(element, null, spread.Syntax, body);
                break;
            // `b && d`: the logical operators of late binding take objects.
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr, LeftOperand: { Type: { } left } known, RightOperand.Type.TypeKind: TypeKind.Dynamic }
                when IsBoxed(left):
                Add(left, null, known.Syntax, body);
                break;
            case IDeconstructionAssignmentOperation { Target.Type: { } target, Value: { Type: { } source } value }
                when value is not ITupleOperation:
                AddElements(source, target, value.Syntax, body);
                break;
        }
    }

    // Tuples convert element by element, and only their literals show it in the operation tree.
    private static void AddElements(ITypeSymbol from, ITypeSymbol to, SyntaxNode at, BodyBuilder body)
    {
        if (WithoutNullable(from) is not INamedTypeSymbol { IsTupleType: true } source || WithoutNullable(to) is not INamedTypeSymbol { IsTupleType: true } target)
        {
            return;
        }

        var count = Math.Min(source.TupleElements.Length, target.TupleElements.Length);
        for (var i = 0; i < count; i++)
        {
            var (element, converted) = (source.TupleElements[i].Type, target.TupleElements[i].Type);
            if (IsBoxed(element) && converted.IsReferenceType)
            {
                Add(element, converted, at, body);
            }
            else
            {
                AddElements(element, converted, at, body);
            }
        }
    }

    private static ITypeSymbol WithoutNullable(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } ? value : type;

    private static void Add(ITypeSymbol? from, ITypeSymbol? to, SyntaxNode at, BodyBuilder body) =>
        body.Allocates(
            AllocationFamily.Boxing,
            $"boxing of {from?.ShortName()}" + (to is null ? "" : $" to {to.ShortName()}"),
            at,
            from is ITypeParameterSymbol open ? new TypeCondition(open, Structs: true) : null,
            from is null ? null : new HeapSize.Box(WithoutNullable(from)));

    private static bool IsBoxed(ITypeSymbol type) =>
        type.IsValueType || type is ITypeParameterSymbol { IsReferenceType: false };

    // `(int?)null` becomes no object at all.
    private static bool IsNull(IOperation value) => value is IConversionOperation { Operand: var inner, OperatorMethod: null }
        ? inner.ConstantValue is { HasValue: true, Value: null } || IsNull(inner)
        : value is IDefaultValueOperation { Type.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };

    private static bool IsFree(IConversionOperation conversion) => conversion.Parent switch
    {
        // Concatenation calls ToString() on the value, which boxes only where the value has none of its own.
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } => HasText(conversion.Operand.Type),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } => HasText(conversion.Operand.Type),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } test =>
            conversion.Operand.Type is ITypeParameterSymbol && NullTests.IsWithNull(test, conversion) && NullTests.IsBranch(test),
        _ => false,
    };

    // Which type argument comes is not known here.
    private static bool HasText(ITypeSymbol? type) => type is null or ITypeParameterSymbol
        || type.GetMembers(nameof(ToString)).Any(m => m is IMethodSymbol { IsOverride: true, Parameters.IsEmpty: true });
}
