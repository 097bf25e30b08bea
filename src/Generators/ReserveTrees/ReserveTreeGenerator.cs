// The pipeline from classes with [ReserveTree] to one file each.
using System.Collections.Immutable;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemallocKit.Generators;

/// <summary>Emits reserve trees. Silent on invalid ones: the declaration analyzer says what is wrong with them.</summary>
[Generator]
public sealed class ReserveTreeGenerator : IIncrementalGenerator
{
    private const string HintSuffix = ".ReserveTree.g.cs";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var trees = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.ReserveTreeMetadataName,
                static (node, _) => node is ClassDeclarationSyntax,
                static (match, cancellation) =>
                    TreeParser.Parse((INamedTypeSymbol)match.TargetSymbol, match.SemanticModel.Compilation, cancellation).Model)
            .Where(static tree => tree != null)
            .WithTrackingName(TrackingNames.Tree);

        var files = trees.Collect().SelectMany(static (all, _) => Name(all)).WithTrackingName(TrackingNames.TreeFile);

        context.RegisterSourceOutput(files, static (output, file) =>
            output.AddSource(file.HintName, SourceText.From(ReserveTreeEmitter.Emit(file.Tree), System.Text.Encoding.UTF8)));
    }

    private static ImmutableArray<TreeFile> Name(ImmutableArray<TreeModel?> trees)
    {
        var names = HintNames.For(trees.Select(tree => tree!.Type.FullName), HintSuffix);
        return [.. trees.Select((tree, index) => new TreeFile(names[index], tree!))];
    }

    private sealed record TreeFile(string HintName, TreeModel Tree);
}
