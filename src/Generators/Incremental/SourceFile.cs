// What a file says at first sight: its marked declarations, and the types it declares.
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Generators;

/// <summary>
/// Depends on the text of the file alone, so it is read once for each version of the file, and kept as long as the compiler keeps that. Bodies are not looked
/// into: nothing in them declares a reserve or a context.
/// </summary>
internal sealed class SourceFile
{
    private static readonly ConditionalWeakTable<SyntaxTree, SourceFile> s_files = new();

    private readonly ImmutableArray<Attributed>.Builder _attributed = ImmutableArray.CreateBuilder<Attributed>();
    private readonly ImmutableArray<UsingDirectiveSyntax>.Builder _aliases = ImmutableArray.CreateBuilder<UsingDirectiveSyntax>();
    private readonly ImmutableArray<BaseTypeDeclarationSyntax>.Builder _types = ImmutableArray.CreateBuilder<BaseTypeDeclarationSyntax>();

    private SourceFile(CompilationUnitSyntax root)
    {
        AddAliases(root.Usings);
        Visit(root.Members);
        Attributes = _attributed.ToImmutable();
        Aliases = _aliases.ToImmutable();
        Types = _types.ToImmutable();
    }

    /// <summary>Every attribute on a type or member, or on an accessor of it, in their order.</summary>
    public ImmutableArray<Attributed> Attributes { get; }

    /// <summary>The directives that give something another name.</summary>
    public ImmutableArray<UsingDirectiveSyntax> Aliases { get; }

    public ImmutableArray<BaseTypeDeclarationSyntax> Types { get; }

    public static SourceFile Of(SyntaxTree tree, CancellationToken cancellation) =>
        s_files.TryGetValue(tree, out var known) ? known : s_files.GetValue(tree, read => new SourceFile((CompilationUnitSyntax)read.GetRoot(cancellation)));

    /// <summary>What the attribute of this name may be, here and under the aliases of the whole project.</summary>
    public Marks MarkOf(string attribute, IReadOnlyDictionary<string, Marks> globalAliases) =>
        Aliases.IsEmpty && globalAliases.Count == 0 ? MarkNames.Of(attribute) : MarkOf(attribute, globalAliases, Aliases.Length);

    /// <summary>What the last name in an alias may be, other aliases not considered.</summary>
    public static Marks TargetOf(UsingDirectiveSyntax alias) => MarkNames.Of(TargetName(alias));

    // An alias can stand for one that is declared further out; a circle of them is an error.
    private Marks MarkOf(string attribute, IReadOnlyDictionary<string, Marks> globalAliases, int depth)
    {
        var mark = MarkNames.Of(attribute);
        foreach (var name in new[] { attribute, attribute + MarkNames.Suffix })
        {
            if (globalAliases.TryGetValue(name, out var global))
                mark |= global;
            foreach (var alias in Aliases)
            {
                if (depth > 0 && alias.Alias!.Name.Identifier.ValueText == name)
                    mark |= MarkOf(TargetName(alias), globalAliases, depth - 1);
            }
        }

        return mark;
    }

    private static string TargetName(UsingDirectiveSyntax alias) => alias.NamespaceOrType is NameSyntax name ? LastName(name) : "";

    private void Visit(SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (var member in members)
        {
            AddAttributes(member, member.AttributeLists);
            if (member is BasePropertyDeclarationSyntax { AccessorList.Accessors: var accessors })
            {
                foreach (var accessor in accessors)
                    AddAttributes(member, accessor.AttributeLists);
            }

            if (member is BaseTypeDeclarationSyntax type)
                _types.Add(type);
            if (member is TypeDeclarationSyntax { Members: var inner })
            {
                Visit(inner);
            }
            else if (member is BaseNamespaceDeclarationSyntax space)
            {
                AddAliases(space.Usings);
                Visit(space.Members);
            }
        }
    }

    private void AddAttributes(MemberDeclarationSyntax member, SyntaxList<AttributeListSyntax> lists)
    {
        foreach (var list in lists)
        {
            foreach (var attribute in list.Attributes)
                _attributed.Add(new(member, LastName(attribute.Name)));
        }
    }

    private void AddAliases(SyntaxList<UsingDirectiveSyntax> usings)
    {
        foreach (var directive in usings)
        {
            if (directive.Alias != null)
                _aliases.Add(directive);
        }
    }

    private static string LastName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    /// <param name="Member">The declaration.</param>
    /// <param name="Name">The last part of the name of one of its attributes, as written.</param>
    internal readonly record struct Attributed(MemberDeclarationSyntax Member, string Name);
}
