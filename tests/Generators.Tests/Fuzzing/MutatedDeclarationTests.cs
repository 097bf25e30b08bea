// Generators and rules survive whatever is typed, and agree on what is valid.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

public sealed class MutatedDeclarationTests
{
    private const int Mutants = 250;

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
    public async Task Mutated_declarations_never_make_a_generator_or_a_rule_throw()
    {
        var emitting = 0;
        var reporting = 0;
        for (var seed = 0; seed < Mutants; seed++)
        {
            var mutant = new Mutator(seed).Mutate(Source);
            // Asserts that no generator threw.
            var run = GeneratorRun.Start(Compilations.Create(mutant));
            var reports = await DeclarationRules.Report(run.Output);

            Assert.True(reports.All(report => report.Id.StartsWith("MKIT1", StringComparison.Ordinal)), $"Seed {seed}: {string.Join("\n", reports)}\n{mutant}");
            emitting += run.Files.Any(file => file.HintName.EndsWith(".ReserveTree.g.cs", StringComparison.Ordinal)) ? 1 : 0;
            reporting += reports.IsEmpty ? 0 : 1;
        }

        // Otherwise the mutants are all harmless, or all beyond recognition, and the test shows nothing.
        Assert.InRange(emitting, Mutants / 10, Mutants * 9 / 10);
        Assert.InRange(reporting, Mutants / 10, Mutants * 9 / 10);
    }

    [Fact]
    public void Emitted_code_has_no_error_where_the_source_has_none()
    {
        var sound = 0;
        for (var seed = 0; seed < Mutants; seed++)
        {
            var run = GeneratorRun.Start(Compilations.Create(new Mutator(seed).Edit(Source)));
            var errors = run.Output.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToLookup(CompiledCase.IsGenerated);

            // Emitted code may repeat an error of the source, but must never bring in the first one.
            Assert.True(errors[false].Any() || !errors[true].Any(), $"Seed {seed}: {string.Join("\n", errors[true])}");
            sound += errors[false].Any() || run.Files.IsEmpty ? 0 : 1;
        }

        Assert.InRange(sound, Mutants / 10, Mutants);
    }
}
