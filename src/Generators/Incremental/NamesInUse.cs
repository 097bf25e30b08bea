// The names that declarations in marked files may lead to.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Generators;

/// <summary>
/// Every identifier in the files that declare trees and contexts, what such a name is an alias of, and the names of the base types of what is called so, and of
/// theirs. A class by another name cannot be one that the declarations are made of; if it gets such a name, it is a new type, which is noticed anyway.
/// </summary>
internal static class NamesInUse
{
    public static HashSet<string> In(SourceFiles files, CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in files.Trees)
        {
            if ((files.MarksIn(tree) & Marks.Declarations) != 0)
                AddIdentifiers(names, tree.GetRoot(cancellation));
        }

        var sources = files.Trees.Select(tree => SourceFile.Of(tree, cancellation)).ToList();
        Close(
            names,
            [
                .. sources.SelectMany(source => source.Types).Where(type => type.BaseList != null).Select(type => (type.Identifier.ValueText, (SyntaxNode)type.BaseList!)),
                .. sources.SelectMany(source => source.Aliases).Select(alias => (alias.Alias!.Name.Identifier.ValueText, (SyntaxNode)alias.NamespaceOrType)),
            ]);
        return names;
    }

    private static void Close(HashSet<string> names, ImmutableArray<(string Name, SyntaxNode LeadsTo)> links)
    {
        var grown = true;
        while (grown)
        {
            var before = names.Count;
            foreach (var (name, leadsTo) in links)
            {
                if (names.Contains(name))
                    AddIdentifiers(names, leadsTo);
            }

            grown = names.Count > before;
        }
    }

    private static void AddIdentifiers(HashSet<string> names, SyntaxNode node)
    {
        foreach (var token in node.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
                names.Add(token.ValueText);
        }
    }
}
