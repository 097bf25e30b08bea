// Whether two versions of a file say the same to whoever reads declarations.
using System.Collections.Immutable;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Generators;

/// <summary>
/// Compares what a tree or a context in another file can depend on: directives, the headers of types, constants, enumerations, the members of structs, and the
/// members of classes whose name is in use. Bodies do not count, but for accessors, which decide whether a property
/// has a field, and for those that use a parameter of their type, which becomes one.
/// </summary>
/// <param name="names">The names in use.</param>
/// <param name="allMembers">Whether the members of every class count.</param>
internal sealed class Outline(HashSet<string> names, bool allMembers)
{
    public bool IsSame(SyntaxTree old, SyntaxTree @new, CancellationToken cancellation) =>
        old.Options.Equals(@new.Options)
        && old.FilePath == @new.FilePath
        && IsSame((CompilationUnitSyntax)old.GetRoot(cancellation), (CompilationUnitSyntax)@new.GetRoot(cancellation));

    private bool IsSame(CompilationUnitSyntax old, CompilationUnitSyntax @new) =>
        AreSame(old.Externs, @new.Externs)
        && AreSame(old.Usings, @new.Usings)
        && AreSame(old.AttributeLists, @new.AttributeLists)
        && AreSame(old.Members, @new.Members, membersCount: true);

    // Members that do not count are left out on both sides; the rest must be the same one by one.
    private bool AreSame(SyntaxList<MemberDeclarationSyntax> old, SyntaxList<MemberDeclarationSyntax> @new, bool membersCount)
    {
        var next = 0;
        foreach (var member in old)
        {
            if (!Counts(member, membersCount))
                continue;
            while (next < @new.Count && !Counts(@new[next], membersCount))
                next++;
            if (next == @new.Count || !IsSame(member, @new[next++]))
                return false;
        }

        while (next < @new.Count && !Counts(@new[next], membersCount))
            next++;
        return next == @new.Count;
    }

    private static bool Counts(MemberDeclarationSyntax member, bool membersCount) => member switch
    {
        GlobalStatementSyntax => false,
        BaseNamespaceDeclarationSyntax or BaseTypeDeclarationSyntax or DelegateDeclarationSyntax => true,
        FieldDeclarationSyntax { Modifiers: var modifiers } when modifiers.Any(SyntaxKind.ConstKeyword) => true,
        _ => membersCount,
    };

    private bool IsSame(MemberDeclarationSyntax old, MemberDeclarationSyntax @new) => (old, @new) switch
    {
        (BaseNamespaceDeclarationSyntax, BaseNamespaceDeclarationSyntax) => IsSameNamespace((BaseNamespaceDeclarationSyntax)old, (BaseNamespaceDeclarationSyntax)@new),
        (TypeDeclarationSyntax oldType, TypeDeclarationSyntax newType) => IsSameType(oldType, newType),
        (BasePropertyDeclarationSyntax or EnumDeclarationSyntax, _) => SyntaxFactory.AreEquivalent(old, @new, topLevel: false),
        _ => SyntaxFactory.AreEquivalent(old, @new, topLevel: true),
    };

    private bool IsSameNamespace(BaseNamespaceDeclarationSyntax old, BaseNamespaceDeclarationSyntax @new) =>
        old.Kind() == @new.Kind()
        && old.Name.IsEquivalentTo(@new.Name)
        && AreSame(old.Externs, @new.Externs)
        && AreSame(old.Usings, @new.Usings)
        && AreSame(old.Members, @new.Members, membersCount: true);

    private bool IsSameType(TypeDeclarationSyntax old, TypeDeclarationSyntax @new)
    {
        if (old.Kind() != @new.Kind()
            || !AreSame(old.AttributeLists, @new.AttributeLists)
            || !AreSame(old.Modifiers, @new.Modifiers)
            || !SyntaxFactory.AreEquivalent(old.Identifier, @new.Identifier)
            || !SyntaxFactory.AreEquivalent(old.TypeParameterList, @new.TypeParameterList)
            || !SyntaxFactory.AreEquivalent(old.ParameterList, @new.ParameterList)
            || !SyntaxFactory.AreEquivalent(old.BaseList, @new.BaseList)
            || !AreSame(old.ConstraintClauses, @new.ConstraintClauses))
            return false;

        // Emitted documentation stands back behind what the user wrote on any part.
        var isNamed = names.Contains(old.Identifier.ValueText);
        if (isNamed && old.IsDocumented() != @new.IsDocumented())
            return false;
        var isStruct = old.Kind() is SyntaxKind.StructDeclaration or SyntaxKind.RecordStructDeclaration;
        var membersCount = allMembers || isStruct || isNamed;
        return AreSame(old.Members, @new.Members, membersCount) && (!membersCount || old.ParameterList == null || UseSame(old, @new));
    }

    // A parameter of the type that a body uses becomes a field.
    private static bool UseSame(TypeDeclarationSyntax old, TypeDeclarationSyntax @new)
    {
        var parameters = old.ParameterList!.Parameters.Select(parameter => parameter.Identifier.ValueText).ToImmutableHashSet();
        var after = Using(@new).ToList();
        var before = Using(old).ToList();
        return before.Count == after.Count && before.Zip(after, (one, other) => SyntaxFactory.AreEquivalent(one, other, topLevel: false)).All(same => same);

        IEnumerable<MemberDeclarationSyntax> Using(TypeDeclarationSyntax type) => type.Members.Where(member => member is not BaseTypeDeclarationSyntax
            && member.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && parameters.Contains(token.ValueText)));
    }

    private static bool AreSame<T>(SyntaxList<T> old, SyntaxList<T> @new)
        where T : CSharpSyntaxNode => SyntaxFactory.AreEquivalent(old, @new, topLevel: false);

    private static bool AreSame(SyntaxTokenList old, SyntaxTokenList @new) => SyntaxFactory.AreEquivalent(old, @new);
}
