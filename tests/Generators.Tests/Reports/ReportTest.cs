// The base of tests of the report: from sources to the two files, by the programs that make them.
using System.Runtime.CompilerServices;
using MemallocKit.Report;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

public abstract class ReportTest : GeneratorTest, IDisposable
{
    private protected DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("memallockit-report-");

    public void Dispose()
    {
        Folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Asserts that the attribute and the file for people are the verified ones, that the JSON file is the text in the attribute, that
    /// all output compiles without a warning, and is cached and recomputed when it has to be.
    /// </summary>
    private protected void VerifyReport(string[] sources, (string From, string To) edit, [CallerMemberName] string method = "") =>
        VerifyReport(GeneratorRun.Start(Compilations.Create(sources), report: "true"), sources, edit, method);

    private protected void VerifyReport(GeneratorRun run, string[] sources, (string From, string To) edit, [CallerMemberName] string method = "")
    {
        CompiledCase.AssertCompiles(run.Output);
        var emitted = run.Files.Single(file => file.HintName == ReserveReportEmitter.HintName);
        var (json, markdown) = WriteFiles(run.Output);
        Snapshots.AssertFile($"{GetType().Name}.{method}", emitted);
        Snapshots.AssertText($"{GetType().Name}.{method}", ReportFiles.Markdown, markdown);
        Assert.Contains($"\"\"\"\n{json}\"\"\"", emitted.SourceText.ToString(), StringComparison.Ordinal);
        AssertIncremental(run, sources, edit);
    }

    /// <summary>Compiles, and runs the program on the assembly as a build does.</summary>
    private protected (string Json, string Markdown) WriteFiles(Compilation output)
    {
        var assembly = Emit(output);
        Assert.Equal((CommandLine.Done, "", ""), Run("write", assembly, Folder.FullName));
        return (File.ReadAllText(Path.Combine(Folder.FullName, ReportFiles.Json)), File.ReadAllText(Path.Combine(Folder.FullName, ReportFiles.Markdown)));
    }

    private protected string Emit(Compilation output)
    {
        var path = Path.Combine(Folder.FullName, output.AssemblyName + ".dll");
        var emitted = output.Emit(path);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        return path;
    }

    private protected static (int ExitCode, string Output, string Errors) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (CommandLine.Run(arguments, output, errors), output.ToString(), errors.ToString());
    }
}
