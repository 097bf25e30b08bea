// One run of all generators over a compilation.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Generators.Tests;

internal sealed class GeneratorRun
{
    private GeneratorRun(GeneratorDriver driver, Compilation output)
    {
        Driver = driver;
        Output = output;
        Result = driver.GetRunResult();
        foreach (var result in Result.Results)
            Assert.True(result.Exception == null, $"{result.Generator} threw {result.Exception}");
    }

    public GeneratorDriver Driver { get; }

    public Compilation Output { get; }

    public GeneratorDriverRunResult Result { get; }

    public ImmutableArray<GeneratedSourceResult> Files =>
        [.. Result.Results.SelectMany(result => result.GeneratedSources).OrderBy(file => file.HintName, StringComparer.Ordinal)];

    public string AllText => string.Join("\n", Files.Select(file => file.HintName + "\n" + file.SourceText));

    /// <param name="compilation">What is compiled.</param>
    /// <param name="report">The build property <c>MemallocReport</c>.</param>
    public static GeneratorRun Start(Compilation compilation, string? report = null) => Run(CSharpGeneratorDriver.Create(
        [
            new ReserveTreeGenerator().AsSourceGenerator(),
            new MemallocContextGenerator().AsSourceGenerator(),
            new ReserveReportGenerator().AsSourceGenerator(),
        ],
        parseOptions: Compilations.ParseOptions,
        optionsProvider: new BuildProperties(ReserveReportGenerator.Property, report),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)), compilation);

    /// <summary>Runs the same driver again, so that it may take from its cache.</summary>
    public GeneratorRun Again(Compilation compilation) => Run(Driver, compilation);

    private static GeneratorRun Run(GeneratorDriver driver, Compilation compilation)
    {
        var after = driver.RunGeneratorsAndUpdateCompilation(compilation, out var output, out var diagnostics);
        Assert.Empty(diagnostics);
        return new GeneratorRun(after, output);
    }
}
