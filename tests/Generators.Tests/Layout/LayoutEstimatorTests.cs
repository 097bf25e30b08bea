// Estimated sizes against those of the running runtime.
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

public sealed class LayoutEstimatorTests
{
    // Every struct in here that is not generic has to be known, with exactly the size that the runtime gives it.
    private const string Known =
        """
        using System;
        using System.Numerics;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        using System.Runtime.Intrinsics;

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
            public struct Pair<T, U> where T : unmanaged where U : unmanaged { T _first; U _second; }
            public struct Pairs { byte _a; Pair<byte, long> _b; Pair<byte, byte> _c; Pair<Pair<short, byte>, Known.Small> _d; byte _e; }
            public struct Outer<T> where T : unmanaged { public struct Inside { byte _a; T _b; } public struct Deeper<U> where U : unmanaged { T _a; U _b; } }
            public struct Insides { byte _a; Outer<short>.Inside _b; Outer<long>.Inside _c; Outer<byte>.Deeper<int> _d; byte _e; }
            public unsafe struct Buffered<T> where T : unmanaged { fixed short _a[3]; T _b; }
            public struct Buffers { Buffered<byte> _a; Buffered<Guid> _b; byte _c; }
            [InlineArray(5)] public struct Five<T> where T : unmanaged { T _a; }
            public struct Fives { byte _a; Five<byte> _b; Five<Pair<int, byte>> _c; Five<decimal> _d; byte _e; }
            [InlineArray(3)] public struct InlineGuids { Guid _a; }
            [InlineArray(3)] public struct InlineDates { DateTimeOffset _a; }
            [InlineArray(3), StructLayout(LayoutKind.Sequential, Pack = 1)] public struct InlinePacked { Pair<byte, long> _a; }
            public struct Framework { byte _a; Guid _b; byte _c; decimal _d; byte _e; DateTime _f; byte _g; DateTimeOffset _h; byte _i; TimeSpan _j; byte _k; Half _l; DateOnly _m; TimeOnly _n; }
            public struct Wide { byte _a; Int128 _b; byte _c; UInt128 _d; byte _e; Vector64<int> _f; byte _g; Vector128<byte> _h; byte _i; }
            public struct WideVector { Vector256<int> _a; } public struct WiderVector { Vector512<int> _a; Vector256<byte> _b; Vector128<int> _c, _d; }
            public struct Ranges { byte _a; Index _b; byte _c; Range _d; byte _e; }
            public struct Numerics { byte _a; Vector3 _b; Matrix4x4 _c; Plane _d; Quaternion _e; byte _f; }
            public struct Nullables { byte _a; int? _b; byte? _c; Guid? _d; Pair<byte, int>? _e; Small? _f; Int128? _g; bool _h; }
            public struct Tuples { byte _a; (int, int) _b; (byte, long, byte) _c; (Guid, byte) _d; (byte, (byte, byte, byte)) _e; (byte, byte, byte, byte, byte, byte, byte, long, byte, short) _f; ValueTuple _g; ValueTuple<byte> _h; byte _i; }
            public struct Keys { byte _a; System.Collections.Generic.KeyValuePair<byte, long> _b; System.Collections.Generic.KeyValuePair<Int128, (byte, short)> _c; byte _d; }
            [StructLayout(LayoutKind.Auto)] public struct Auto { byte _a; long _b; byte _c; short _d; }
            [StructLayout(LayoutKind.Auto)] public struct AutoSmall { byte _a; byte _b; byte _c; }
            [StructLayout(LayoutKind.Auto)] public struct AutoNested { byte _a; Guid _b; AutoSmall _c; byte _d; Small _e; }
            [StructLayout(LayoutKind.Auto, Pack = 1, Size = 100)] public struct AutoIgnores { byte _a; long _b; }
            [StructLayout(LayoutKind.Auto)] public struct AutoOfStructs { OneByte _a; Guid _b; OneByte _c; }
            public struct AroundAuto { byte _a; AutoSmall _b; byte _c; AutoNested _d; Auto _e; AutoOfStructs _f; byte _g; }
            public struct Captures(byte a, long b, short c) { byte _d; public long Sum() => a + c; public long Once { get; } = b; }
            public struct CapturesNone(byte a, long b) { byte _d = a; long _e = b; public int B => nameof(b).Length; public Func<int> Shadow() { byte b = 1; return () => b; } }
            public struct CapturesInLambda<T>(T a, byte b) where T : unmanaged { byte _c = b; public T A() { return a; } public class Nested { int b = 3; public int B() => b; } }
            public struct CapturesGeneric { byte _a; CapturesInLambda<int> _b; CapturesInLambda<Guid> _c; byte _d; }
            public struct FieldKeyword { byte _a; public long L { get => field; set => field = value < 0 ? 0 : value; } byte _b; public short Q { get; set => field = value; } public int None { get { return _a; } } }
            public record struct RecordWithOwnProperty(byte A, long B, byte C) { public byte A { get; } = A; public int Again() => A; }
            public readonly record struct RecordOfGeneric<T>(byte A, T B) where T : unmanaged { public readonly byte More; }
            public struct WithReferences { byte _a; string _b; short _c; Guid _d; long _e; byte _f; }
            public struct WithManaged { byte _a; System.Threading.CancellationToken _b; byte _c; Memory<byte> _d; (string, byte) _e; (byte, byte, string) _f; WithReferences _g; byte _h; }
            public struct WithEvent { byte _a; public event Action Happened; int _b; public event Action Custom { add { } remove { } } }
            public struct Records { RecordOfGeneric<byte> _a; RecordOfGeneric<Guid> _b; byte _c; }
        }
        """;

    private const string Unknown =
        """
        using System;
        using System.Runtime.InteropServices;
        namespace Unknown
        {
            public struct HardwareVector { System.Numerics.Vector<int> _a; }
            public struct OfTheSystem { CLong _a; }
            public struct ByProcessor { byte _a; System.Runtime.Intrinsics.Vector256<int> _b; }
            public struct ByProcessorDeeper { byte _a; (System.Runtime.Intrinsics.Vector512<int>, byte) _b; }
            public partial struct Partial { byte _a; }
            public partial struct TwoParts { byte _a; }
            partial struct TwoParts { public byte A => _a; }
            public struct WithPartial { Partial? _a; }
            [StructLayout(LayoutKind.Auto), System.Runtime.CompilerServices.InlineArray(3)] public struct AutoInline { short _a; }
            [StructLayout(LayoutKind.Sequential, Size = 9), System.Runtime.CompilerServices.InlineArray(3)] public struct SizedInline { short _a; }
            public struct Vectors { System.Runtime.Intrinsics.Vector256<int> _a; System.Runtime.Intrinsics.Vector512<int> _b; }
        }
        """;

    private const string SizeOf =
        "public static class Sizes { public static int Of<T>() => System.Runtime.CompilerServices.Unsafe.SizeOf<T>(); }";

    [Fact]
    public void Sizes_of_structs_in_source_equal_those_of_the_runtime() => AssertExact(Known, "Known", atLeast: 70);

    [Fact]
    public void Sizes_that_the_source_does_not_tell_are_not_guessed()
    {
        var compilation = Compilations.Create(Unknown);
        CompiledCase.AssertCompiles(compilation);

        Assert.All(StructsIn(compilation, "Unknown"), type => Assert.Null(LayoutEstimator.SizeBytes(type, compilation)));
    }

    [Theory]
    [InlineData("struct Item { Item _a; byte _b; }")]
    [InlineData("struct Item { Other _a; } struct Other { byte _a; Item _b; }")]
    [InlineData("struct Item { Growing<int> _a; } struct Growing<T> { Growing<Growing<T>> _a, _b; }")]
    [InlineData("struct Item { Missing _a; }")]
    [InlineData("struct Item { Missing<int> _a; int[3] _b; }")]
    [InlineData("unsafe struct Item { fixed long _a[2000000000]; }")]
    [InlineData("unsafe struct Item { fixed long _a[-1]; }")]
    [InlineData("[System.Runtime.CompilerServices.InlineArray(0)] struct Item { byte _a; }")]
    [InlineData("[System.Runtime.CompilerServices.InlineArray(3)] struct Item { byte _a, _b; }")]
    [InlineData("[System.Runtime.CompilerServices.InlineArray(2000000000)] struct Item { long _a; }")]
    [InlineData("enum Wrong : Missing { } struct Item { Wrong _a; Missing.E _b; }")]
    [InlineData("struct Item<T> { T _a; }")]
    public void Broken_structs_have_no_size_and_a_reason(string source)
    {
        var compilation = Compilations.Create(source);
        var type = compilation.GetSymbolsWithName("Item", SymbolFilter.Type).OfType<INamedTypeSymbol>().Single();

        Assert.Null(LayoutEstimator.SizeBytes(type, compilation, out var unknown));
        Assert.NotEmpty(unknown!.Explain());
    }

    [Theory]
    [InlineData("class Item : Item { int _a; }")]
    [InlineData("class Item : Other { } class Other : Item { }")]
    [InlineData("class Item : Missing { }")]
    [InlineData("class Item { Missing _a; }")]
    public void Broken_classes_have_no_size(string source)
    {
        var compilation = Compilations.Create(source);

        Assert.Null(ClassLayout.ManagedBytes(compilation.GetTypeByMetadataName("Item")!, compilation));
    }

    [Fact]
    public void Sizes_of_structs_of_a_referenced_project_are_not_taken_for_constants()
    {
        var library = Compilations.Create("public struct Elsewhere { public int A; } public enum Kind : byte { A }");
        var user = Compilations.Create("User", ["struct Here { Elsewhere _a; } struct Kinds { Kind _a; }"], [library.ToMetadataReference()]);

        Assert.Null(LayoutEstimator.SizeBytes(user.GetTypeByMetadataName("Elsewhere")!, user));
        Assert.Null(LayoutEstimator.SizeBytes(user.GetTypeByMetadataName("Here")!, user));
        Assert.Null(LayoutEstimator.SizeBytes(user.GetTypeByMetadataName("Kind")!, user));
        Assert.Null(LayoutEstimator.SizeBytes(user.GetTypeByMetadataName("Kinds")!, user));
    }

    private static void AssertExact(string source, string name, int atLeast)
    {
        var compilation = Compilations.Create(source, SizeOf);
        var assembly = CompiledCase.Load(compilation);
        var sizeOf = assembly.GetType("Sizes")!.GetMethod("Of")!;

        var differences = new List<string>();
        var types = StructsIn(compilation, name);
        foreach (var type in types)
        {
            var real = (int)sizeOf.MakeGenericMethod(assembly.GetType(FrameworkLayouts.NameOf(type))!).Invoke(null, null)!;
            var estimated = LayoutEstimator.SizeBytes(type, compilation);
            if (estimated != real)
                differences.Add($"{estimated?.ToString() ?? "unknown"}, really {real}: {type.DeclaringSyntaxReferences[0].GetSyntax()}");
        }

        Assert.True(types.Count >= atLeast, $"Only {types.Count} types were compared.");
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    private static List<INamedTypeSymbol> StructsIn(Compilation compilation, string name) =>
    [
        .. compilation.GlobalNamespace.GetNamespaceMembers().Single(member => member.Name == name)
            .GetTypeMembers().Where(type => type is { TypeKind: TypeKind.Struct, IsGenericType: false }),
    ];
}
