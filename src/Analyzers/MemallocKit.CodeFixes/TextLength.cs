// How much room a text needs, from what it is made of.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.CodeFixes;

/// <summary>
/// The longest texts that the framework writes for a type without a format, in any culture that counts in digits; a guess for what has a format or
/// a type of its own.
/// </summary>
internal static class TextLength
{
    private const int Guess = 64;

    /// <summary>An expression for the number of characters, or of bytes of UTF-8.</summary>
    /// <param name="parts">What the text is made of.</param>
    /// <param name="model">Of its file.</param>
    /// <param name="utf8">Count bytes; a character takes up to three.</param>
    public static string Of(IEnumerable<TextPart> parts, SemanticModel model, bool utf8)
    {
        var known = 0;
        var unknown = new List<string>();
        foreach (var part in parts)
        {
            if (part.Value is not { } value)
            {
                known += utf8 ? System.Text.Encoding.UTF8.GetByteCount(part.Literal) : part.Literal.Length;
                continue;
            }

            var type = model.GetTypeInfo(value).Type;
            if (type is { SpecialType: SpecialType.System_String } && IsSimple(value) && part.Width == 0)
            {
                unknown.Add(model.GetTypeInfo(value).Nullability.FlowState == NullableFlowState.NotNull ? $"{value}.Length" : $"({value}?.Length ?? 0)");
                continue;
            }

            var length = part.Format.Length == 0 && type is not null ? LengthOf(type) : Guess;
            known += Math.Max(Math.Abs(part.Width), utf8 && !IsAscii(type) ? 3 * length : length);
        }

        var each = utf8 ? " * 3" : "";
        var sizes = unknown.Select(u => u + each);
        return string.Join(" + ", known > 0 || unknown.Count == 0 ? sizes.Prepend(known.ToString(System.Globalization.CultureInfo.InvariantCulture)) : sizes);
    }

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
