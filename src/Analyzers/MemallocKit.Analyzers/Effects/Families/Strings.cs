// Strings that are made at run time.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class Strings
{
    public static void Find(IOperation operation, BodyBuilder body)
    {
        if (What(operation) is { } what)
        {
            body.Allocates(AllocationFamily.String, what, operation.Syntax, size: StringAdvice.SizeOf(operation), instead: StringAdvice.InsteadOf(operation));
        }
    }

    private static string? What(IOperation operation) => operation switch
    {
        IBinaryOperation binary when Concatenation.IsConcatenation(binary) =>
            Concatenation.IsOutermost(binary) && Concatenation.Allocates(binary) ? "string concatenation" : null,
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } append =>
            Concatenation.IsNothing(append.Value) ? null : "string concatenation",
        IInterpolatedStringOperation interpolated => Interpolation.Allocates(interpolated) ? "string interpolation" : null,
        IConversionOperation { Operand: IInterpolatedStringOperation, Type.Name: "FormattableString" or "IFormattable" } =>
            "string interpolation",
        IObjectCreationOperation { Type.SpecialType: SpecialType.System_String } => "new string()",
        IImplicitIndexerReferenceOperation { IndexerSymbol: IMethodSymbol { ContainingType.SpecialType: SpecialType.System_String } } =>
            "the range of a string",
        ISlicePatternOperation { Pattern: not (null or IDiscardPatternOperation), InputType.SpecialType: SpecialType.System_String } => "the range of a string",
        IInvocationOperation { TargetMethod: var method } => ByMethod(method),
        _ => null,
    };

    private static string? ByMethod(IMethodSymbol method)
    {
        if (method.ContainingType is not { } type)
        {
            return null;
        }

        if (type.SpecialType == SpecialType.System_String)
        {
            return (method.ReturnType is IArrayTypeSymbol || method.ReturnType.SpecialType == SpecialType.System_String)
                && method.Name is not ("ToString" or "Intern" or "IsInterned")
                    ? $"string.{method.Name}()"
                    : null;
        }

        return method is { Name: "ToString", ReturnType.SpecialType: SpecialType.System_String } && (FormatsNumber(type) || IsOfRecord(method))
            ? $"{type.ShortName()}.ToString()"
            : null;
    }

    // The compiler's own builds the text from all members; it has no body to follow.
    private static bool IsOfRecord(IMethodSymbol method) => method is { IsImplicitlyDeclared: true, ContainingType.IsRecord: true };

    // bool is left out: its two texts are constants.
    private static bool FormatsNumber(INamedTypeSymbol type) =>
        type.SpecialType is SpecialType.System_Char or (>= SpecialType.System_SByte and <= SpecialType.System_Double)
            or SpecialType.System_IntPtr or SpecialType.System_UIntPtr or SpecialType.System_DateTime
        || (type is { IsValueType: true, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }
            && type.Name is "Guid" or "TimeSpan" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "Int128" or "UInt128" or "Half");
}
