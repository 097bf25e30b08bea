// Why a size is not known at build time.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>The innermost type that makes a size unknown, for messages alone: it leads to symbols and must not be cached.</summary>
/// <param name="Type">The type whose layout is not known.</param>
/// <param name="Reason">Goes after the name of the type.</param>
/// <param name="Remedy">What to write instead.</param>
internal sealed record UnknownLayout(ITypeSymbol Type, string Reason, string Remedy)
{
    /// <summary>The field that has the type, or <see langword="null"/> when it is the item type itself.</summary>
    public ISymbol? Field { get; init; }

    /// <summary>Reason and remedy as one part of a sentence.</summary>
    public string Explain()
    {
        var type = Type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
        var subject = Field == null
            ? $"'{type}' "
            : $"its field '{Field.ContainingType.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}.{NameOf(Field)}' is of type '{type}', which ";
        return $"{subject}{Reason}; {Remedy}";
    }

    // The user knows the field behind a property, or behind a parameter, by the name of that: the compiler calls it '<name>' and more.
    private static string NameOf(ISymbol field) => field.Name[0] == '<' ? field.Name.Substring(1, field.Name.IndexOf('>') - 1) : field.Name;
}
