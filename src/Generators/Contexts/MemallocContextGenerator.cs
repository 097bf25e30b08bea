// The pipeline from structs with [MemallocContext] to one file each.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MemallocKit.Generators;

/// <summary>Emits contexts. Silent on invalid ones: the declaration analyzer says what is wrong with them.</summary>
[Generator]
public sealed class MemallocContextGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var reader = new DeclarationReader<ContextReading>(ContextReader.Read, membersOf: Marks.Memalloc | Marks.Prime);
        var files = context.CompilationProvider
            .Select(reader.Read)
            .WithTrackingName(TrackingNames.Contexts)
            .SelectMany(static (read, _) => ContextFile.All(read))
            .WithTrackingName(TrackingNames.ContextFile);

        context.RegisterSourceOutput(files, static (output, file) =>
            output.AddSource(file.HintName, SourceText.From(MemallocContextEmitter.Emit(file), System.Text.Encoding.UTF8)));
    }
}
