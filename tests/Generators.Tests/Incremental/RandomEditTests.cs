// What the generators make after a row of edits is what they make of the result alone.
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Generators.Tests;

public sealed class RandomEditTests
{
    private const int Edits = 400;
    private const int Kinds = 5;

    private static readonly string[] s_files = [.. ReadingProject.Sources.Keys];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Output_after_edits_is_that_of_a_fresh_run(int seed)
    {
        var random = new Random(seed);
        var compilation = ReadingProject.Create();
        var run = GeneratorRun.Start(compilation);
        var changes = 0;
        for (var number = 0; number < Edits; number++)
        {
            compilation = Edit(compilation, random);
            var before = run.AllText;
            run = run.Again(compilation);
            Assert.Equal(GeneratorRun.Start(compilation).AllText, run.AllText);
            changes += run.AllText == before ? 0 : 1;
        }

        // Otherwise the edits change nothing, and the test shows nothing.
        Assert.True(changes > Edits / 10, $"Only {changes} of {Edits} edits change the output.");
    }

    // Breaks a file, changes a number or a text in it, or mends it, which is to happen most often: a project with an error has little output.
    private static CSharpCompilation Edit(CSharpCompilation compilation, Random random)
    {
        var file = s_files[random.Next(s_files.Length)];
        var mutator = new Mutator(random.Next());
        var text = ReadingProject.TreeOf(compilation, file).ToString();
        return ReadingProject.Replace(compilation, file, random.Next(Kinds) switch
        {
            0 => mutator.Mutate(text),
            1 => mutator.Edit(text),
            _ => ReadingProject.Sources[file],
        });
    }
}
