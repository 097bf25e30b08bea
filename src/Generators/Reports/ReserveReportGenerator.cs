// The pipeline from all declarations of an assembly to one attribute that holds the report on them.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MemallocKit.Generators;

/// <summary>
/// Emits the bill of materials of the reserves, in builds that set the property <c>MemallocReport</c>. Generators cannot write files:
/// the package's targets take the report out of the assembly.
/// </summary>
[Generator]
public sealed class ReserveReportGenerator : IIncrementalGenerator
{
    internal const string Property = "build_property.MemallocReport";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var isOn = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue(Property, out var value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase));

        // Without the property nothing is read.
        var reader = new DeclarationReader<ReserveReport>(ReserveReportReader.Read);
        var file = context.CompilationProvider.Combine(isOn)
            .SelectMany((all, cancellation) => all.Right
                ? ImmutableArray.Create(new ReportFile(ReserveReportEmitter.HintName, reader.Read(all.Left, cancellation)))
                : [])
            .WithTrackingName(TrackingNames.Report);

        context.RegisterSourceOutput(file, static (output, file) =>
            output.AddSource(file.HintName, SourceText.From(ReserveReportEmitter.Emit(file.Report), System.Text.Encoding.UTF8)));
    }

    private sealed record ReportFile(string HintName, ReserveReport Report);
}
