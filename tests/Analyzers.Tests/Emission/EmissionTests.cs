// Holds the allocation rules against the IL that the compiler writes for the same source, statement by statement.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Analyzers.Tests.Emission;

public class EmissionTests(ITestOutputHelper output)
{
    // Two false reports are known: a delegate that is made and dropped in one expression, and the closure of a primary
    // constructor that the initializer of a field shares with the call of the base.
    [Theory]
    [InlineData("Emitted.cs", OptimizationLevel.Release, 66, 0)]
    [InlineData("Emitted.cs", OptimizationLevel.Debug, 66, 0)]
    [InlineData("Families.cs", OptimizationLevel.Release, 440, 2)]
    [InlineData("Families.cs", OptimizationLevel.Debug, 440, 2)]
    [InlineData("Language.cs", OptimizationLevel.Release, 60, 0)]
    [InlineData("Language.cs", OptimizationLevel.Debug, 60, 0)]
    public Task Samples_are_reported_where_their_il_allocates(string file, OptimizationLevel level, int allocations, int mostFalse) =>
        Check(RealCode.Sample(file, level), allocations, mostFalse);

    [Fact]
    public Task Runtime_is_reported_where_its_il_allocates() => Check(
        RealCode.Compile("MemallocKit", [], "src/Runtime"), allocations: 470, mostFalse: 0);

    [Fact]
    public Task Analyzers_are_reported_where_their_il_allocates() => Check(
        RealCode.Compile("MemallocKit.Analyzers", [], "src/Analyzers/MemallocKit.Analyzers", "src/Generators/Declarations", "src/Runtime/Estimation"),
        allocations: 400, mostFalse: 0);

    [Fact]
    public Task Generators_are_reported_where_their_il_allocates() => Check(
        RealCode.Compile("MemallocKit.Generators", [], "src/Generators", "src/Runtime/Estimation", "!src/Generators/MemallocKit.Report"),
        allocations: 470, mostFalse: 0);

    [Fact]
    public Task Tests_of_the_runtime_are_reported_where_their_il_allocates() => Check(
        RealCode.Compile(
            "MemallocKit.Runtime.Tests", ["Xunit"], "tests/Runtime.Tests", "tests/ReserveOnly", "!tests/ReserveOnly/Program.cs"), allocations: 1900, mostFalse: 0);

    private async Task Check(CSharpCompilation compilation, int allocations, int mostFalse)
    {
        var comparison = await Comparison.Of(compilation);
        output.WriteLine($"{compilation.AssemblyName}: {comparison}");

        Assert.True(
            comparison.Missed.Count == 0 && comparison.False.Count <= mostFalse,
            $"{comparison}\nmissed:\n{string.Join('\n', comparison.Missed)}\nfalse:\n{string.Join('\n', comparison.False)}");
        // So many there are at least: an empty comparison would succeed too.
        Assert.InRange(comparison.Sites, allocations, int.MaxValue);
    }
}
