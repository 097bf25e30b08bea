// From a type symbol to the place where another part of it is emitted.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Writes down where a type stands and how its name is spelled.</summary>
internal static class TypePaths
{
    private static readonly SymbolDisplayFormat s_fullName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    private static readonly SymbolDisplayFormat s_escapedFullName = s_fullName.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>The place of a type, or of a member of one.</summary>
    public static TypePath Of(ISymbol type)
    {
        var containers = ImmutableArray.CreateBuilder<string>();
        for (var outer = type.ContainingType; outer != null; outer = outer.ContainingType)
            containers.Insert(0, $"partial {Keyword(outer)} {Identifier(outer)}");

        var containing = type.ContainingNamespace;
        return new TypePath(
            containing.IsGlobalNamespace ? "" : containing.ToDisplayString(s_escapedFullName),
            new(containers.ToImmutable()),
            Identifier(type),
            FullName(type));
    }

    /// <summary>
    /// The symbol's name as source must spell it. Every word of small letters is escaped: it is a keyword, or one in some places ('record', 'required'), or the
    /// compiler warns that a type of that name may become one.
    /// </summary>
    public static string Identifier(ISymbol symbol) => Identifier(symbol.Name);

    /// <summary>The same of a name that is no symbol's yet.</summary>
    public static string Identifier(string name) => name.All(static letter => letter is >= 'a' and <= 'z') ? "@" + name : name;

    /// <summary>Namespace, containers and name joined by dots, nothing escaped.</summary>
    public static string FullName(ISymbol symbol) => symbol.ToDisplayString(s_fullName);

    private static string Keyword(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Interface } => "interface",
        { TypeKind: TypeKind.Struct, IsRecord: true } => "record struct",
        { TypeKind: TypeKind.Struct } => "struct",
        { IsRecord: true } => "record",
        _ => "class",
    };
}
