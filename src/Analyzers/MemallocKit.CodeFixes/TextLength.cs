// How much room an interpolated string needs, from what it is made of.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

/// <summary>
/// The longest texts that the framework writes for a type without a format, in any culture that counts in digits; a guess for what has a format or
/// a type of its own.
/// </summary>
internal static class InterpolatedLength
{
    private const int Guess = 64;

    /// <summary>An expression for the number of characters, or of bytes of UTF-8.</summary>
    /// <param name="text">The string.</param>
    /// <param name="model">Of its file.</param>
    /// <param name="utf8">Count bytes; a character takes up to three.</param>
    public static string Of(InterpolatedStringExpressionSyntax text, SemanticModel model, bool utf8)
    {
        var known = 0;
        var unknown = new List<string>();
        foreach (var part in text.Contents)
        {
            switch (part)
            {
                case InterpolatedStringTextSyntax { TextToken.ValueText: var literal }:
                    // Doubled braces come to one each: counting both errs on the safe side.
                    known += utf8 ? System.Text.Encoding.UTF8.GetByteCount(literal) : literal.Length;
                    break;
                case InterpolationSyntax hole:
                    var width = hole.AlignmentClause is { } clause && model.GetConstantValue(clause.Value) is { HasValue: true, Value: int constant } ? Math.Abs(constant) : 0;
                    if (TypeOf(hole, model) is { SpecialType: SpecialType.System_String } && IsSimple(hole.Expression) && width == 0)
                    {
                        var isNeverNull = model.GetTypeInfo(hole.Expression).Nullability.FlowState == NullableFlowState.NotNull;
                        unknown.Add(isNeverNull ? $"{hole.Expression}.Length" : $"({hole.Expression}?.Length ?? 0)");
                        continue;
                    }

                    var length = hole.FormatClause is null && TypeOf(hole, model) is { } type ? LengthOf(type) : Guess;
                    known += Math.Max(width, utf8 && !IsAscii(TypeOf(hole, model)) ? 3 * length : length);
                    break;
            }
        }

        var each = utf8 ? " * 3" : "";
        return string.Join(" + ", unknown.Select(u => u + each).Prepend(known.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static ITypeSymbol? TypeOf(InterpolationSyntax hole, SemanticModel model) => model.GetTypeInfo(hole.Expression).Type;

    // Reading it once more does nothing.
    private static bool IsSimple(ExpressionSyntax expression) => expression is IdentifierNameSyntax;

    private static int LengthOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => 5,
        SpecialType.System_Char => 1,
        SpecialType.System_Byte => 3,
        SpecialType.System_SByte => 4,
        SpecialType.System_Int16 => 6,
        SpecialType.System_UInt16 => 5,
        SpecialType.System_Int32 => 11,
        SpecialType.System_UInt32 => 10,
        SpecialType.System_Int64 or SpecialType.System_UInt64 or SpecialType.System_IntPtr or SpecialType.System_UIntPtr => 20,
        SpecialType.System_Single => 16,
        SpecialType.System_Double => 25,
        SpecialType.System_Decimal => 31,
        _ => type is { Name: "Guid", ContainingNamespace.Name: "System" } ? 36 : Guess,
    };

    // Signs and separators of a culture need not be ASCII, digits are.
    private static bool IsAscii(ITypeSymbol? type) =>
        type?.SpecialType is SpecialType.System_Boolean or SpecialType.System_Byte or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64
        || type is { Name: "Guid" };
}
