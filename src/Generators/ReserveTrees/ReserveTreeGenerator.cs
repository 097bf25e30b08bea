// The pipeline from classes with [ReserveTree] to one file each.
using System.Collections.Immutable;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemallocKit.Generators;

/// <summary>Emits reserve trees. On invalid ones it is silent, placeholders apart: the declaration analyzer says what is wrong with them.</summary>
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

        var properties = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.ReserveNodeMetadataName,
                static (node, _) => node is PropertyDeclarationSyntax,
                static (match, _) => UnfinishedProperty.Of((IPropertySymbol)match.TargetSymbol, (PropertyDeclarationSyntax)match.TargetNode))
            .Where(static property => property != null)
            .WithTrackingName(TrackingNames.Property);

        var unfinished = properties.Collect().Combine(trees.Collect()).Select(static (all, _) => Unfinished(all.Left, all.Right)).WithTrackingName(TrackingNames.Unfinished);

        context.RegisterSourceOutput(unfinished, static (output, all) =>
        {
            if (all.Count > 0)
                output.AddSource(UnfinishedPropertyEmitter.HintName, SourceText.From(UnfinishedPropertyEmitter.Emit(all), System.Text.Encoding.UTF8));
        });
    }

    private static EquatableArray<UnfinishedProperty> Unfinished(ImmutableArray<UnfinishedProperty?> properties, ImmutableArray<TreeModel?> trees)
    {
        var finished = new HashSet<string>(trees.Select(static tree => tree!.Type.FullName), StringComparer.Ordinal);
        return new([.. properties.Where(property => !finished.Contains(property!.Tree)).Select(static property => property!)]);
    }

    private static ImmutableArray<TreeFile> Name(ImmutableArray<TreeModel?> trees)
    {
        var names = HintNames.For(trees.Select(tree => tree!.Type.FullName), HintSuffix);
        return [.. trees.Select((tree, index) => new TreeFile(names[index], tree!))];
    }

    private sealed record TreeFile(string HintName, TreeModel Tree);
}
