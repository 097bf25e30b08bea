// The pipeline from structs with [MemallocContext] to one file each.
using System.Collections.Immutable;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemallocKit.Generators;

/// <summary>Emits contexts. Silent on invalid ones: the declaration analyzer says what is wrong with them.</summary>
[Generator]
public sealed class MemallocContextGenerator : IIncrementalGenerator
{
    private const string HintSuffix = ".MemallocContext.g.cs";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var contexts = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownNames.MemallocContextMetadataName,
                static (node, _) => node is StructDeclarationSyntax,
                static (match, cancellation) =>
                    ContextParser.Parse((INamedTypeSymbol)match.TargetSymbol, match.SemanticModel.Compilation, cancellation).Model)
            .Where(static model => model != null)
            .WithTrackingName(TrackingNames.Context);

        var files = contexts.Collect().SelectMany(static (all, _) => Name(all)).WithTrackingName(TrackingNames.ContextFile);

        context.RegisterSourceOutput(files, static (output, file) =>
            output.AddSource(file.HintName, SourceText.From(MemallocContextEmitter.Emit(file.Context), System.Text.Encoding.UTF8)));
    }

    private static ImmutableArray<ContextFile> Name(ImmutableArray<ContextModel?> contexts)
    {
        var names = HintNames.For(contexts.Select(context => context!.Type.FullName), HintSuffix);
        return [.. contexts.Select((context, index) => new ContextFile(names[index], context!))];
    }

    private sealed record ContextFile(string HintName, ContextModel Context);
}
