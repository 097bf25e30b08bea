// The base of generator tests: what is asserted for every case.
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

public abstract class GeneratorTest
{
    /// <summary>
    /// Asserts that the output is the verified one, is nothing the declaration rules object to, compiles without a warning, builds nodes with the pages it says, is
    /// taken from the cache after unrelated edits, and changes when <paramref name="edit"/> is made.
    /// </summary>
    private protected Task<GeneratorRun> Verify(string source, (string From, string To) edit, [CallerMemberName] string method = "") =>
        Verify([source], edit, method);

    private protected async Task<GeneratorRun> Verify(string[] sources, (string From, string To) edit, [CallerMemberName] string method = "")
    {
        var run = GeneratorRun.Start(Compilations.Create(sources));
        CompiledCase.AssertCompiles(run.Output);
        Snapshots.Assert($"{GetType().Name}.{method}", run.Files);
        Assert.Empty(await DeclarationRules.Report(run.Output));
        CompiledCase.AssertEstimates(CompiledCase.Load(run.Output));
        AssertIncremental(run, sources, edit);
        return run;
    }

    private protected static void AssertIncremental(GeneratorRun run, string[] sources, (string From, string To) edit)
    {
        CachingAssert.ModelsArePlain(run);
        CachingAssert.NothingChanged(run.Again(Compilations.Create(sources)));
        CachingAssert.NothingChanged(run.Again(Compilations.Create(sources.Select(source => "// A comment.\n" + source))));
        CachingAssert.NothingChanged(run.Again(Compilations.Create([.. sources, "class Unrelated { int _field; }"])));
        AssertFollows(run, sources, edit);
    }

    private static void AssertFollows(GeneratorRun run, string[] sources, (string From, string To) edit)
    {
        Assert.Contains(sources, source => source.Contains(edit.From, StringComparison.Ordinal));
        var edited = run.Again(Compilations.Create(sources.Select(source => source.Replace(edit.From, edit.To, StringComparison.Ordinal))));
        Assert.NotEqual(run.AllText, edited.AllText);
        CachingAssert.OnlyItsOwnFilesChanged(run, edited);
        CompiledCase.AssertCompiles(edited.Output);
    }
}
