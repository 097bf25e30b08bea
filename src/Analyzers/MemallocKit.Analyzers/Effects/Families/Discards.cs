// Values that are made and dropped: the compiler leaves out what has no effect of its own.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class Discards
{
    /// <summary>
    /// <c>_ = value</c> as a statement, or a part of such a value that only is compared or converted. Asked of boxes and delegates; objects and
    /// arrays are made even so, since their constructors may do something.
    /// </summary>
    public static bool IsUnused(IOperation value) => value.Parent switch
    {
        ISimpleAssignmentOperation { Target: IDiscardOperation, Parent: IExpressionStatementOperation } => true,
        IConversionOperation { OperatorMethod: null, IsChecked: false } conversion when IsHarmless(conversion) => IsUnused(conversion),
        IDelegateCreationOperation creation => IsUnused(creation),
        IBinaryOperation { OperatorMethod: null, OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } comparison =>
            IsUnused(comparison),
        IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: nameof(ReferenceEquals), ContainingType.SpecialType: SpecialType.System_Object } } comparison } =>
            IsUnused(comparison),
        _ => false,
    };

    private static bool IsHarmless(IConversionOperation conversion) =>
        conversion.GetConversion() is { IsBoxing: true } or { IsIdentity: true } or { IsReference: true, IsImplicit: true };
}
