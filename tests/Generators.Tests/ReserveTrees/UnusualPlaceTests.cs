// Legal declarations that few would write: what is emitted for them compiles without a warning.
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

public sealed class UnusualPlaceTests
{
    private const string Tree = "static partial class Reserves { [ReserveNode(Pages = 1)] public static partial PageReserve Pool { get; } }";

    [Fact]
    public void Tree_and_context_in_the_class_of_top_level_statements()
    {
        var compilation = Compilations.Create(
            $$"""
            _ = 1;
            partial class Program
            {
                [ReserveTree] {{Tree}}
                [MemallocContext(typeof(Reserves))] private readonly ref partial struct WriteOut;
            }
            """);
        var run = GeneratorRun.Start(compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication)));

        CompiledCase.AssertCompiles(run.Output);
        Assert.Equal(2, run.Files.Length);
    }

    [Theory]
    [InlineData("using Outer = MemallocKit.ReserveTreeAttribute; namespace N { using Inner = Outer; [Inner] ")]
    [InlineData("using TreeAttribute = MemallocKit.ReserveTreeAttribute; namespace N { [Tree] ")]
    [InlineData("using Kit = MemallocKit; namespace N { using Inner = Kit.ReserveTreeAttribute; [Inner] ")]
    public void Tree_whose_attribute_is_written_under_an_alias(string start)
    {
        var run = GeneratorRun.Start(Compilations.Create(start + Tree + " }"));

        CompiledCase.AssertCompiles(run.Output);
        Assert.Equal("N.Reserves.ReserveTree.g.cs", Assert.Single(run.Files).HintName);
    }

    [Theory]
    [InlineData("[Obsolete]")]
    [InlineData("[Obsolete(\"Use another.\")]")]
    [InlineData("[Obsolete(\"Use another.\", DiagnosticId = \"OLD1\")]")]
    [InlineData("[Obsolete(\"Use another.\", DiagnosticId = \"\")]")]
    [InlineData("[System.Diagnostics.CodeAnalysis.Experimental(\"NEW1\")]")]
    public void Constructor_whose_use_gives_a_warning_gives_none_in_emitted_code(string attribute)
    {
        var run = GeneratorRun.Start(Compilations.Create(
            $"public class Item {{ {attribute} public Item() {{ }} }} "
            + "[ReserveTree] static partial class Reserves { [ReserveNode(Objects = 1)] public static partial InstanceReserve<Item> Items { get; } }"));

        CompiledCase.AssertCompiles(run.Output);
    }

    [Fact]
    public void What_nobody_may_name_is_not_named_by_a_context()
    {
        var run = GeneratorRun.Start(Compilations.Create(
            """
            [ReserveTree] static partial class Reserves { [ReserveNode(Pages = 1), Obsolete("Use another.", true)] public static partial PageReserve Pool { get; } }
            [MemallocContext(typeof(Reserves))] readonly ref partial struct WriteOut;
            [Obsolete("Use another.", true)] class Old { [Memalloc] internal static void Send() { } }
            """));

        CompiledCase.AssertCompiles(run.Output);
        Assert.Contains(".Skip(\"Old\", ", run.AllText, StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_of_warnings_that_no_directive_can_name_are_left_out()
    {
        var run = GeneratorRun.Start(Compilations.Create(
            """
            #pragma warning disable
            [Obsolete("Use another.", DiagnosticId = "TWO\nLINES")] public struct Item { public int A; }
            [ReserveTree] static partial class Reserves { [ReserveNode(Objects = 1)] public static partial ObjectReserve<Item> Items { get; } }
            """));

        Assert.DoesNotContain(run.Output.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void Attributes_of_the_framework_that_a_project_declares_anew_break_nothing()
    {
        var run = GeneratorRun.Start(Compilations.Create(
            """
            #pragma warning disable CS0436
            namespace System { class ObsoleteAttribute : Attribute { public ObsoleteAttribute(params string[] a) { } public string[]? DiagnosticId; } }
            namespace System.Runtime.InteropServices { class StructLayoutAttribute : Attribute { public StructLayoutAttribute(params string[] a) { } public int[]? Pack; } }
            namespace System.Runtime.CompilerServices { class InlineArrayAttribute : Attribute { public InlineArrayAttribute(params int[] a) { } } }
            namespace System.Runtime.InteropServices { class FieldOffsetAttribute : Attribute { public FieldOffsetAttribute(params int[] a) { } } }
            [Obsolete("a", "b", DiagnosticId = new[] { "x" })] public struct A { int _a; }
            [System.Runtime.InteropServices.StructLayout("x", Pack = new[] { 1 })] public struct B { [System.Runtime.InteropServices.FieldOffset(1)] int _a; }
            [System.Runtime.CompilerServices.InlineArray(1, 2)] public struct C { int _a; }
            [ReserveTree] static partial class Reserves
            {
                [ReserveNode(Objects = 1)] public static partial ObjectReserve<A> As { get; }
                [ReserveNode(Objects = 1)] public static partial ObjectReserve<B> Bs { get; }
                [ReserveNode(Objects = 1)] public static partial ObjectReserve<C> Cs { get; }
            }
            """));

        CompiledCase.AssertCompiles(run.Output);
    }

    [Fact]
    public void Marked_members_of_extension_blocks_are_primed_once()
    {
        var run = GeneratorRun.Start(Compilations.Create(
            """
            [ReserveTree] static partial class Reserves { [ReserveNode(Pages = 1)] public static partial PageReserve Pool { get; } }
            [MemallocContext(typeof(Reserves))] readonly ref partial struct WriteOut;
            static class Extensions { extension<T>(T value) { [Memalloc] public void Send() { } } }
            public static class Program { public static PrimeReport Prime(Zone zone) { using var connection = Reserves.Connect(zone); return WriteOut.Prime(); } }
            """));
        CompiledCase.AssertCompiles(run.Output);
        using var zone = new Zone(new ZoneOptions { Bytes = 1 << 20 });
        var report = (PrimeReport)CompiledCase.Load(run.Output).GetType("Program")!.GetMethod("Prime")!.Invoke(null, [zone])!;

        Assert.StartsWith("Extensions.Send<T>: it is generic", Assert.Single(report.Skipped).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Property_of_a_context_says_what_its_reserve_says_about_null()
    {
        var run = GeneratorRun.Start(Compilations.Create(
            """
            public class List<T>;
            [ReserveTree] static partial class Reserves { [ReserveNode(Objects = 1)] public static partial InstanceReserve<List<string?>> Lists { get; } }
            [MemallocContext(typeof(Reserves))] readonly ref partial struct WriteOut;
            """));

        CompiledCase.AssertCompiles(run.Output);
    }

    [Fact]
    public void Emitted_members_of_a_project_that_is_compliant_with_the_common_language_are_compliant()
    {
        var run = GeneratorRun.Start(Compilations.Create(
            $$"""
            [assembly: CLSCompliant(true)]
            /// <summary>A tree.</summary>
            [ReserveTree] public {{Tree}}
            #pragma warning disable CS3016 // The attribute takes an array, which is for its user to decide on.
            /// <summary>A context.</summary>
            [MemallocContext(typeof(Reserves))] public readonly ref partial struct WriteOut;
            """));

        CompiledCase.AssertCompiles(run.Output);
    }
}
