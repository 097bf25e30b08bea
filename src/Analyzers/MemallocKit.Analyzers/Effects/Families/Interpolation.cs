// Interpolated strings that become a new string; those that feed a handler do not.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace MemallocKit.Analyzers.Effects.Families;

internal static class Interpolation
{
    public static bool Allocates(IInterpolatedStringOperation interpolated)
    {
        if (interpolated.Type?.SpecialType != SpecialType.System_String || Concatenation.IsConcatenation(interpolated.Parent)
            || IsHandled(interpolated))
        {
            return false;
        }

        return MakesText(interpolated);
    }

    /// <summary>Left alone, it becomes a new string: <c>$"{s}"</c> is <c>s ?? ""</c>, and without parts there is only the constant.</summary>
    public static bool MakesText(IInterpolatedStringOperation interpolated) => interpolated.Parts switch
    {
        [] => false,
        [IInterpolationOperation { Alignment: null, FormatString: null, Expression.Type.SpecialType: SpecialType.System_String }] => false,
        _ => true,
    };

    /// <summary>It becomes a call of <c>string.Format</c>, which takes objects: no handler lives across an <c>await</c>.</summary>
    public static bool IsFormatted(IInterpolatedStringOperation interpolated) =>
        interpolated.Type?.SpecialType == SpecialType.System_String && !IsHandled(interpolated)
        && interpolated.Parts.Any(p => p is IInterpolationOperation hole && hole.Expression.DescendantsAndSelf().Any(o => o is IAwaitOperation));

    /// <summary>It becomes a FormattableString, which keeps what it formats as objects.</summary>
    public static bool IsFormat(IInterpolatedStringOperation interpolated) =>
        interpolated.Parent is IConversionOperation { Type.Name: "FormattableString" or "IFormattable" };

    public static bool HasHoles(IInterpolatedStringOperation interpolated) => interpolated.Parts.Any(p => p is IInterpolationOperation);

    // Pieces of a handler, and of the tree that FormattableString is made from, are reported, if at all, with the whole.
    private static bool IsHandled(IOperation operation)
    {
        for (var parent = operation.Parent; parent is IBinaryOperation or IInterpolatedStringAdditionOperation; parent = parent.Parent)
        {
            operation = parent;
        }

        return operation.Parent is IInterpolatedStringHandlerCreationOperation
            or IConversionOperation { Type.Name: "FormattableString" or "IFormattable" };
    }
}
