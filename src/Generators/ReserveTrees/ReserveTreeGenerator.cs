// The pipeline from classes with [ReserveTree] to one file each.
using System.Collections.Immutable;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
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
        var reader = new DeclarationReader<TreeReading>(TreeReader.Read);
        var reading = context.CompilationProvider.Select(reader.Read).WithTrackingName(TrackingNames.Trees);
        var files = reading.SelectMany(static (read, _) => Name(read.Trees)).WithTrackingName(TrackingNames.TreeFile);
        var unfinished = reading.Select(static (read, _) => read.Unfinished).WithTrackingName(TrackingNames.Unfinished);

        context.RegisterSourceOutput(files, static (output, file) =>
            output.AddSource(file.HintName, SourceText.From(ReserveTreeEmitter.Emit(file.Tree), System.Text.Encoding.UTF8)));

        context.RegisterSourceOutput(unfinished, static (output, all) =>
        {
            if (all.Count > 0)
                output.AddSource(UnfinishedPropertyEmitter.HintName, SourceText.From(UnfinishedPropertyEmitter.Emit(all), System.Text.Encoding.UTF8));
        });
    }

    private static ImmutableArray<TreeFile> Name(EquatableArray<TreeModel> trees)
    {
        var names = HintNames.For(trees.Select(tree => tree.Type.FullName), HintSuffix);
        return [.. trees.Select((tree, index) => new TreeFile(names[index], tree))];
    }

    private sealed record TreeFile(string HintName, TreeModel Tree);
}
