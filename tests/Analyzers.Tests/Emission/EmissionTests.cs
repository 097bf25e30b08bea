// Holds the allocation rules against the IL that the compiler writes for the same source, statement by statement.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Analyzers.Tests.Emission;

public class EmissionTests(ITestOutputHelper output)
{
    // Both levels are compared: an unoptimised build makes more closures, and users compile both.
    [Theory]
    [InlineData("Arrays.cs", OptimizationLevel.Release, 45)]
    [InlineData("Arrays.cs", OptimizationLevel.Debug, 45)]
    [InlineData("Boxes.cs", OptimizationLevel.Release, 95)]
    [InlineData("Boxes.cs", OptimizationLevel.Debug, 95)]
    [InlineData("Captures.cs", OptimizationLevel.Release, 320)]
    [InlineData("Captures.cs", OptimizationLevel.Debug, 320)]
    [InlineData("Collections.cs", OptimizationLevel.Release, 100)]
    [InlineData("Collections.cs", OptimizationLevel.Debug, 100)]
    [InlineData("Emitted.cs", OptimizationLevel.Release, 66)]
    [InlineData("Emitted.cs", OptimizationLevel.Debug, 66)]
    [InlineData("Lambdas.cs", OptimizationLevel.Release, 155)]
    [InlineData("Lambdas.cs", OptimizationLevel.Debug, 155)]
    [InlineData("Language.cs", OptimizationLevel.Release, 60)]
    [InlineData("Language.cs", OptimizationLevel.Debug, 60)]
    [InlineData("Machines.cs", OptimizationLevel.Release, 220)]
    [InlineData("Machines.cs", OptimizationLevel.Debug, 220)]
    [InlineData("Modern.cs", OptimizationLevel.Release, 120)]
    [InlineData("Modern.cs", OptimizationLevel.Debug, 120)]
    [InlineData("Objects.cs", OptimizationLevel.Release, 44)]
    [InlineData("Objects.cs", OptimizationLevel.Debug, 44)]
    [InlineData("Program.cs", OptimizationLevel.Release, 10)]
    [InlineData("Program.cs", OptimizationLevel.Debug, 10)]
    [InlineData("Sequences.cs", OptimizationLevel.Release, 55)]
    [InlineData("Sequences.cs", OptimizationLevel.Debug, 55)]
    [InlineData("Strings.cs", OptimizationLevel.Release, 42)]
    [InlineData("Strings.cs", OptimizationLevel.Debug, 42)]
    [InlineData("Values.cs", OptimizationLevel.Release, 215)]
    [InlineData("Values.cs", OptimizationLevel.Debug, 215)]
    public Task Samples_are_reported_where_their_il_allocates(string file, OptimizationLevel level, int allocations) =>
        Check(RealCode.Sample(file, level), allocations);

    [Fact]
    public Task Runtime_is_reported_where_its_il_allocates() => Check(
        RealCode.Compile("MemallocKit", [], "src/Runtime"), allocations: 470);

    [Fact]
    public Task Analyzers_and_fixes_are_reported_where_their_il_allocates() => Check(
        RealCode.Compile(
            "MemallocKit.Analyzers", [], "src/Analyzers/MemallocKit.Analyzers", "src/Analyzers/MemallocKit.Summaries/Tables", "src/Analyzers/MemallocKit.CodeFixes", "src/Generators/Declarations", "src/Runtime/Estimation"),
        allocations: 500);

    [Fact]
    public Task Generators_are_reported_where_their_il_allocates() => Check(
        RealCode.Compile("MemallocKit.Generators", [], "src/Generators", "src/Runtime/Estimation", "!src/Generators/MemallocKit.Report"),
        allocations: 470);

    [Fact]
    public Task Tests_of_the_runtime_are_reported_where_their_il_allocates() => Check(
        RealCode.Compile(
            "MemallocKit.Runtime.Tests", ["Xunit"], "tests/Runtime.Tests", "tests/ReserveOnly", "!tests/ReserveOnly/Program.cs"), allocations: 1900);

    [Theory]
    [InlineData("NetworkSwap", 270)]
    [InlineData("QuickStart", 2)]
    [InlineData("SeedTree", 2)]
    public Task Samples_of_the_repository_are_reported_where_their_il_allocates(string name, int allocations) =>
        Check(RealCode.CompileWithGenerators(name, $"samples/{name}"), allocations);

    [Fact]
    public Task Summaries_are_reported_where_their_il_allocates() => Check(
        RealCode.Compile("MemallocKit.Summaries", [], "src/Analyzers/MemallocKit.Summaries"), allocations: 300);

    private async Task Check(CSharpCompilation compilation, int allocations)
    {
        var comparison = await Comparison.Of(compilation);
        output.WriteLine($"{compilation.AssemblyName}: {comparison}");

        Assert.True(
            comparison.Missed.Count == 0 && comparison.False.Count == 0,
            $"{comparison}\nmissed:\n{string.Join('\n', comparison.Missed)}\nfalse:\n{string.Join('\n', comparison.False)}");
        // So many there are at least: an empty comparison would succeed too.
        Assert.InRange(comparison.Sites, allocations, int.MaxValue);
    }
}
