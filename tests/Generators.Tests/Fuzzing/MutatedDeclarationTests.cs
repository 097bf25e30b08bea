// Generators and rules survive whatever is typed, and agree on what is valid.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Generators.Tests;

public sealed class MutatedDeclarationTests
{
    private const int Mutants = 10_000;
    private const int Judged = 250;

    // Replacing its file leaves the references bound, which is most of the work.
    private static readonly CSharpCompilation s_compilation = Compilations.Create("");

    private const string Source =
        """
        using System.Runtime.InteropServices;
        using System.Runtime.CompilerServices;

        namespace Demo;

        [StructLayout(LayoutKind.Sequential, Pack = 2, Size = 40)] public unsafe struct Request { public long Id; public fixed byte Text[7]; Inner _inner; }
        [InlineArray(3)] public struct Inner { int _element; }
        [StructLayout(LayoutKind.Explicit)] public struct Union { [FieldOffset(0)] int _a; [FieldOffset(4)] Inner _b; }
        public class Session { public required int A { get; set; } }
        public class Plain { }

        public static partial class Outer
        {
            [ReserveTree("total reserve", Model = EstimateModel.LinuxSlub, Processors = 4)]
            public static partial class Reserves
            {
                [ReserveNode("network")] public static partial class Network
                {
                    [ReserveNode("pages", Pages = 32, RunPages = 8)] public static partial PageReserve Pool { get; }
                    [ReserveNode("bytes", Bytes = 4096, Largest = 256)] public static partial ByteReserve Headers { get; }
                    [ReserveNode("requests", Objects = 128)] public static partial ObjectReserve<Request> Requests { get; }
                    [ReserveNode("unions", Objects = 128)] public static partial ObjectReserve<Union> Unions { get; }
                    [ReserveNode("plain", Objects = 8)] public static partial InstanceReserve<Plain> Plains { get; }
                    [ReserveNode("data", ChargeHere = true, Largest = 512)] public static partial class Data
                    {
                        [ReserveNode("one", Bytes = 1024)] public static partial ByteShare One { get; }
                        [ReserveNode("two", Bytes = 1024)] public static partial ByteShare Two { get; }
                    }
                }
            }
        }

        [MemallocContext(typeof(Outer.Reserves.Network), typeof(Outer.Reserves.Network.Data))]
        public readonly ref partial struct WriteOut;
        """;

    [Fact]
    public void Generators_never_throw_on_mutated_declarations()
    {
        var emitting = 0;
        var run = GeneratorRun.Start(s_compilation);
        for (var seed = 0; seed < Mutants; seed++)
        {
            // Asserts that no generator threw. One driver takes them all, as in an editor.
            run = run.Again(With(new Mutator(seed).Mutate(Source)));
            emitting += HasTree(run) ? 1 : 0;
        }

        // Otherwise the mutants are all harmless, or all beyond recognition, and the test shows nothing.
        Assert.InRange(emitting, Mutants / 10, Mutants * 9 / 10);
    }

    [Fact]
    public async Task A_mutated_tree_that_is_refused_has_an_error_and_no_rule_throws()
    {
        var reporting = 0;
        for (var seed = 0; seed < Judged; seed++)
        {
            // Half of them can be parsed, and are judged; rules wait with the others until they can.
            var mutant = seed % 2 == 0 ? new Mutator(seed).Mutate(Source) : new Mutator(seed).Edit(Source);
            var run = GeneratorRun.Start(With(mutant));
            var reports = await DeclarationRules.Report(run.Output);

            Assert.True(reports.All(report => report.Id.StartsWith("MKIT1", StringComparison.Ordinal)), $"Seed {seed}: {string.Join("\n", reports)}\n{mutant}");
            Assert.True(HasTree(run) || !HasTreeAttribute(run) || !reports.IsEmpty || Errors(run).Any(), $"Seed {seed}: refused in silence\n{mutant}");
            reporting += reports.IsEmpty ? 0 : 1;
        }

        Assert.InRange(reporting, Judged / 10, Judged * 9 / 10);
    }

    [Fact]
    public void Emitted_code_has_no_error_where_the_source_has_none()
    {
        var sound = 0;
        for (var seed = 0; seed < Judged; seed++)
        {
            var run = GeneratorRun.Start(With(new Mutator(seed).Edit(Source)));
            var errors = Errors(run).ToLookup(CompiledCase.IsGenerated);

            // Emitted code may repeat an error of the source, but must never bring in the first one.
            Assert.True(errors[false].Any() || !errors[true].Any(), $"Seed {seed}: {string.Join("\n", errors[true])}");
            sound += errors[false].Any() || run.Files.IsEmpty ? 0 : 1;
        }

        Assert.InRange(sound, Judged / 10, Judged);
    }

    private static CSharpCompilation With(string source)
    {
        var old = s_compilation.SyntaxTrees[^1];
        return s_compilation.ReplaceSyntaxTree(old, Compilations.Parse(source, old.FilePath));
    }

    private static bool HasTree(GeneratorRun run) => run.Files.Any(file => file.HintName.EndsWith(".ReserveTree.g.cs", StringComparison.Ordinal));

    private static bool HasTreeAttribute(GeneratorRun run) =>
        run.Output.GetSymbolsWithName(static _ => true, SymbolFilter.Type).Any(type => type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ReserveTreeAttribute"));

    private static IEnumerable<Diagnostic> Errors(GeneratorRun run) =>
        run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
