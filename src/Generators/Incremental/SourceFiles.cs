// The files of a compilation, and the marked declarations in them.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemallocKit.Generators;

/// <summary>All files at first sight. Aliases for the whole project count in each.</summary>
internal sealed class SourceFiles
{
    private readonly Dictionary<string, Marks> _globalAliases = new(StringComparer.Ordinal);
    private readonly CancellationToken _cancellation;

    public SourceFiles(ImmutableArray<SyntaxTree> trees, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        Trees = trees;
        foreach (var tree in trees)
        {
            foreach (var alias in SourceFile.Of(tree, cancellation).Aliases)
            {
                if (alias.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) && SourceFile.TargetOf(alias) is var mark and not Marks.None)
                    _globalAliases[alias.Alias!.Name.Identifier.ValueText] = mark;
            }
        }
    }

    public ImmutableArray<SyntaxTree> Trees { get; }

    /// <summary>The declarations that may have one of the attributes, in the order of the files. Only binding tells whether they do.</summary>
    public IEnumerable<MemberDeclarationSyntax> Marked(Marks marks)
    {
        foreach (var tree in Trees)
        {
            MemberDeclarationSyntax? last = null;
            var file = SourceFile.Of(tree, _cancellation);
            foreach (var (member, name) in file.Attributes)
            {
                if ((file.MarkOf(name, _globalAliases) & marks) == 0 || member == last)
                    continue;
                last = member;
                yield return member;
            }
        }
    }

    /// <summary>All marks in a file of this compilation, or in one that takes the place of such a file.</summary>
    public Marks MarksIn(SyntaxTree tree)
    {
        var file = SourceFile.Of(tree, _cancellation);
        var marks = Marks.None;
        foreach (var (_, name) in file.Attributes)
            marks |= file.MarkOf(name, _globalAliases);
        return marks;
    }
}
