// Names in reports that are awkward in source text.
namespace MemallocKit.Generators.Tests;

public sealed class UnusualNameTests
{
    [Theory]
    [InlineData(@"line\u2028separator\u2029")]
    [InlineData(@"half a pair \uD83D")]
    [InlineData(@"half a pair \uDD11")]
    [InlineData(@"a pair \uD83D\uDD11")]
    [InlineData(@"\uFFFE\uFFFF")]
    public void Name_in_emitted_documentation_breaks_neither_the_line_nor_the_markup(string name)
    {
        var run = GeneratorRun.Start(Compilations.Create(
            $$"""[ReserveTree("{{name}}")] static partial class Reserves { [ReserveNode("{{name}}", Pages = 1)] public static partial PageReserve Pool { get; } }"""));

        CompiledCase.AssertCompiles(run.Output);
        CompiledCase.AssertEstimates(CompiledCase.Load(run.Output));
    }
}
