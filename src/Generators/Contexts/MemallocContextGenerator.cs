// The pipeline from structs with [MemallocContext] to one file each.
using System.Collections.Immutable;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;
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
        var reader = new DeclarationReader<ContextReading>(ContextReader.Read);
        var files = context.CompilationProvider
            .Select(reader.Read)
            .WithTrackingName(TrackingNames.Contexts)
            .SelectMany(static (read, _) => Name(read.Contexts))
            .WithTrackingName(TrackingNames.ContextFile);

        context.RegisterSourceOutput(files, static (output, file) =>
            output.AddSource(file.HintName, SourceText.From(MemallocContextEmitter.Emit(file.Context), System.Text.Encoding.UTF8)));
    }

    private static ImmutableArray<ContextFile> Name(EquatableArray<ContextModel> contexts)
    {
        var names = HintNames.For(contexts.Select(context => context.Type.FullName), HintSuffix);
        return [.. contexts.Select((context, index) => new ContextFile(names[index], context))];
    }

    private sealed record ContextFile(string HintName, ContextModel Context);
}
