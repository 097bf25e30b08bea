// Estimated sizes against those of the running runtime.
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

public sealed class LayoutEstimatorTests
{
    // Every struct in here has to be known, with exactly the size that the runtime gives it.
    private const string Known =
        """
        using System;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;

        namespace Known
        {
            public enum Small : byte { A }
            public enum Normal { A }
            public struct Empty;
            public struct OneByte { byte _a; }
            public struct ByteThenLong { byte _a; long _b; }
            public struct LongThenByte { long _a; byte _b; }
            public struct Mixed { byte _a; short _b; byte _c; int _d; byte _e; double _f; bool _g; char _h; }
            public struct Enums { Small _a; Normal _b; Small _c; }
            public unsafe struct Pointers { byte _a; int* _b; delegate*<int, void> _c; nint _d; byte _e; nuint _f; void** _g; }
            public struct Floats { float _a; double _b; sbyte _c; ushort _d; uint _e; ulong _f; }
            public struct Nested { byte _a; ByteThenLong _b; byte _c; OneByte _d; Empty _e; int _f; }
            public struct NestedTwice { OneByte _a; Nested _b; byte _c; }
            public struct AutoProperties { public int A { get; set; } public byte B { get; set; } public static long C { get; set; } }
            public record struct Positional(byte A, long B, char C);
            public record struct PositionalWithField(int A) { public long More; }
            public readonly struct ReadOnly { readonly byte _a; readonly int _b; }
            [StructLayout(LayoutKind.Sequential, Pack = 1)] public struct Packed1 { byte _a; long _b; short _c; }
            [StructLayout(LayoutKind.Sequential, Pack = 2)] public struct Packed2 { byte _a; long _b; byte _c; }
            [StructLayout(LayoutKind.Sequential, Pack = 4)] public struct Packed4 { byte _a; long _b; ByteThenLong _c; byte _d; }
            [StructLayout(LayoutKind.Sequential, Pack = 16)] public struct Packed16 { byte _a; long _b; byte _c; }
            public struct AroundPacked { byte _a; Packed4 _b; byte _c; Packed1 _d; int _e; }
            [StructLayout(LayoutKind.Sequential, Size = 64)] public struct Sized { int _a; }
            [StructLayout(LayoutKind.Sequential, Size = 6)] public struct SizedOddly { int _a; byte _b; }
            [StructLayout(LayoutKind.Sequential, Size = 2)] public struct SizedTooSmall { int _a; byte _b; }
            [StructLayout(LayoutKind.Sequential, Size = 7)] public struct SizedEmpty;
            [StructLayout(LayoutKind.Sequential, Size = 11, Pack = 2)] public struct SizedAndPacked { byte _a; int _b; }
            public struct AroundSized { byte _a; SizedOddly _b; byte _c; SizedTooSmall _d; SizedAndPacked _e; SizedEmpty _f; }
            [StructLayout(LayoutKind.Explicit)] public struct Union { [FieldOffset(0)] int _a; [FieldOffset(0)] long _b; [FieldOffset(0)] byte _c; }
            [StructLayout(LayoutKind.Explicit)] public struct Gaps { [FieldOffset(0)] byte _a; [FieldOffset(9)] byte _b; [FieldOffset(4)] int _c; }
            [StructLayout(LayoutKind.Explicit)] public struct Misaligned { [FieldOffset(1)] int _a; [FieldOffset(7)] long _b; }
            [StructLayout(LayoutKind.Explicit, Pack = 1)] public struct ExplicitPacked { [FieldOffset(0)] byte _a; [FieldOffset(1)] long _b; }
            [StructLayout(LayoutKind.Explicit, Size = 40)] public struct ExplicitSized { [FieldOffset(8)] int _a; }
            [StructLayout(LayoutKind.Explicit, Size = 13)] public struct ExplicitSizedOddly { [FieldOffset(8)] int _a; [FieldOffset(0)] bool _b; [FieldOffset(2)] char _c; }
            public struct AroundExplicit { byte _a; Union _b; byte _c; Gaps _d; ExplicitPacked _e; ExplicitSizedOddly _f; Misaligned _g; }
            public unsafe struct Fixed { byte _a; fixed int _b[5]; fixed byte _c[3]; fixed char _d[2]; fixed long _e[1]; bool _f; }
            [InlineArray(7)] public struct InlineBytes { byte _a; }
            [InlineArray(3)] public struct InlineStructs { ByteThenLong _a; }
            [InlineArray(3)] public struct InlineOddlySized { SizedOddly _a; }
            public struct AroundInline { byte _a; InlineBytes _b; InlineStructs _c; byte _d; }
            [InlineArray(4)] public struct InlineNative { nint _a; }
            public unsafe struct Large { fixed byte _a[100_000]; short _b; }
            public partial struct TwoParts { byte _a; long _b; }
            partial struct TwoParts { public long B => _b; }
        }
        """;

    private const string Unknown =
        """
        using System;
        using System.Runtime.InteropServices;
        namespace Unknown
        {
            public struct WithGuid { Guid _a; }
            public struct WithDecimal { decimal _a; }
            public struct WithInt128 { Int128 _a; }
            public struct WithTuple { (int, int) _a; }
            public struct WithNullable { int? _a; }
            public struct Outer<T> { public struct Inside { int _a; } }
            public struct WithInside { Outer<int>.Inside _a; }
            [StructLayout(LayoutKind.Auto)] public struct Auto { byte _a; long _b; }
            public struct WithAuto { Auto _a; }
            public struct Captures(int a, long b) { public long Sum() => a + b; }
            public record struct RecordThatCaptures(int A) { public int A { get; } = A; public int Again() => A; }
            public struct WithReference { string _a; }
        }
        """;

    private const string SizeOf =
        "public static class Sizes { public static int Of<T>() where T : unmanaged => System.Runtime.CompilerServices.Unsafe.SizeOf<T>(); }";

    [Fact]
    public void Sizes_of_structs_in_source_equal_those_of_the_runtime() => AssertExact(Known, "Known", atLeast: 40);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Sizes_of_random_structs_equal_those_of_the_runtime(int seed) =>
        AssertExact(new RandomStructs(seed).Declare(500), "Random", atLeast: 500);

    [Fact]
    public void Sizes_that_the_source_does_not_tell_are_not_guessed()
    {
        var compilation = Compilations.Create(Unknown);
        CompiledCase.AssertCompiles(compilation);

        Assert.All(StructsIn(compilation, "Unknown"), type => Assert.Null(LayoutEstimator.SizeBytes(type, compilation.Assembly)));
    }

    [Fact]
    public void Sizes_of_structs_of_a_referenced_project_are_not_taken_for_constants()
    {
        var library = Compilations.Create("public struct Elsewhere { public int A; }");
        var user = Compilations.Create("User", ["struct Here { Elsewhere _a; }"], [library.ToMetadataReference()]);

        Assert.Null(LayoutEstimator.SizeBytes(user.GetTypeByMetadataName("Elsewhere")!, user.Assembly));
        Assert.Null(LayoutEstimator.SizeBytes(user.GetTypeByMetadataName("Here")!, user.Assembly));
    }

    private static void AssertExact(string source, string name, int atLeast)
    {
        var compilation = Compilations.Create(source, SizeOf);
        CompiledCase.AssertCompiles(compilation);
        var assembly = CompiledCase.Load(compilation);
        var sizeOf = assembly.GetType("Sizes")!.GetMethod("Of")!;

        var differences = new List<string>();
        var types = StructsIn(compilation, name);
        foreach (var type in types)
        {
            var real = (int)sizeOf.MakeGenericMethod(assembly.GetType(type.ToDisplayString())!).Invoke(null, null)!;
            var estimated = LayoutEstimator.SizeBytes(type, compilation.Assembly);
            if (estimated != real)
                differences.Add($"{estimated?.ToString() ?? "unknown"}, really {real}: {type.DeclaringSyntaxReferences[0].GetSyntax()}");
        }

        Assert.True(types.Count >= atLeast, $"Only {types.Count} types were compared.");
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    private static List<INamedTypeSymbol> StructsIn(Compilation compilation, string name) =>
    [
        .. compilation.GlobalNamespace.GetNamespaceMembers().Single(member => member.Name == name)
            .GetTypeMembers().Where(type => type.TypeKind == TypeKind.Struct),
    ];
}
