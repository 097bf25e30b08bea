// Sizes of instances against what the running runtime allocates.
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

public sealed class ClassLayoutTests
{
    private const string Known =
        """
        using System;
        using System.Collections.Generic;
        using System.Runtime.CompilerServices;
        using System.Runtime.Intrinsics;
        using System.Threading;

        namespace Known
        {
            public struct Small { byte _a; }
            public struct Mixed { byte _a; string _b; short _c; }
            public class Empty { }
            public class OneByte { byte _a; }
            public class OneLong { long _a; }
            public class NineBytes { long _a; byte _b; }
            public class References { string _a; byte[] _b; object _c; List<int> _d; Action _e; IDisposable _f; }
            public class Unordered { byte _a; long _b; byte _c; int _d; short _e; string _f; byte _g; double _h; bool _i; }
            public class Structs { byte _a; Guid _b; byte _c; Small _d; Mixed _e; DateTimeOffset _f; byte _g; Small _h; }
            public class Framework { int _a; CancellationToken _b; Memory<byte> _c; KeyValuePair<string, byte> _d; (byte, string, int) _e; int? _f; List<int>.Enumerator _g; }
            public class Wide { byte _a; Int128 _b; byte _c; Vector128<int> _d; }
            public class Properties { public int A { get; set; } public string B { get; init; } = ""; public byte C { get => field; set => field = value; } public static long D { get; set; } }
            public class Events { public event Action A; public event Action B { add { } remove { } } public static event Action C; byte _d; }
            public class Derived : OneByte { byte _a; }
            public class DerivedFills : OneByte { int _a; short _b; byte _c; long _d; string _e; }
            public class DerivedFillsTwice : DerivedFills { byte _a; short _b; int _c; }
            public class DerivedReferences : NineBytes { string _a; int _b; }
            public class DerivedStructs : NineBytes { Small _a; Guid _b; short _c; }
            public class DerivedEmpty : DerivedFills { }
            public abstract class Base { protected short Value; protected abstract int Get(); public abstract event Action Changed; }
            public class Concrete : Base { byte _a; protected override int Get() => Value; public override event Action Changed; }
            public class Generic<T> { byte _a; T _b; byte _c; }
            public class OfGuid : Generic<Guid> { byte _d; }
            public class OfString : Generic<string> { byte _d; }
            public class OfByte : Generic<byte> { byte _d; }
            public class Holder { Generic<Guid> _a; Generic<int>[] _b; }
            public class Captures(string text, int size, byte once) { readonly byte _a = once; public Captures() : this("", 0, 0) { } public int Size() => text.Length + size; }
            public record class Recorded(string A, byte B, long C) { public Recorded() : this("", 0, 0) { } }
            public record class RecordedMore(byte D) : Recorded("", 1, 2) { public RecordedMore() : this(4) { } }
            public unsafe class Pointers { byte _a; int* _b; delegate*<void> _c; nint _d; }
            [InlineArray(5)] public struct Five { short _a; }
            public unsafe struct Buffer { public fixed int Values[3]; }
            public class Arrays { byte _a; Five _b; byte _c; Buffer _d; long _e; }
            public class Finalized { int _a; ~Finalized() { } }
            public sealed class Implements : IDisposable, IComparable<Implements> { byte _a; public void Dispose() { } public int CompareTo(Implements other) => 0; }
        }
        """;

    private const string Unknown =
        """
        using System.Runtime.InteropServices;
        namespace Unknown
        {
            public class OfTheFramework : System.Collections.Generic.List<int> { }
            public class FromException : System.Exception { }
            public class WithUnknown { System.Numerics.Vector<int> _a; }
            public class ByProcessor { byte _a; System.Runtime.Intrinsics.Vector256<int> _b; byte _c; System.Runtime.Intrinsics.Vector256<int> _d; }
            public partial class Partial { int _a; }
            public class OfPartial : Partial { }
            [StructLayout(LayoutKind.Sequential)] public class Ordered { byte _a; long _b; }
            public class OfOrdered : Ordered { }
        }
        """;

    [Fact]
    public void Sizes_of_instances_equal_what_the_runtime_allocates() => AssertExact(Known, "Known", atLeast: 29);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Sizes_of_random_instances_equal_what_the_runtime_allocates(int seed) =>
        AssertExact(new RandomClasses(seed).Declare(1000), "Random", atLeast: 1000);

    [Fact]
    public void Sizes_of_instances_that_the_source_does_not_tell_are_not_guessed()
    {
        var compilation = Compilations.Create(Unknown);

        Assert.All(ClassesIn(compilation, "Unknown"), type => Assert.Null(ClassLayout.ManagedBytes(type, compilation)));
    }

    private static void AssertExact(string source, string name, int atLeast)
    {
        var created = ClassesIn(Compilations.Create(source), name).Select(type => $"yield return static () => new {name}.{type.Name}();\n");
        var factories = $"public static class Factories {{ public static System.Collections.Generic.IEnumerable<Func<object>> All() {{\n{string.Concat(created)}}} }}";
        var compilation = Compilations.Create(source, factories);
        var all = (IEnumerable<Func<object>>)CompiledCase.Load(compilation).GetType("Factories")!.GetMethod("All")!.Invoke(null, null)!;

        var differences = new List<string>();
        var types = ClassesIn(compilation, name);
        foreach (var (create, type) in all.Zip(types))
        {
            var estimated = ClassLayout.ManagedBytes(type, compilation);
            var real = AllocatedBytes(create);
            if (estimated != real)
                differences.Add($"{estimated?.ToString() ?? "unknown"}, really {real}: {type.DeclaringSyntaxReferences[0].GetSyntax()}");
        }

        Assert.True(differences.Count == 0, string.Join("\n", differences));
        Assert.True(types.Count >= atLeast, $"Only {types.Count} types were compared.");
    }

    private static long AllocatedBytes(Func<object> create)
    {
        // The first call loads the type.
        GC.KeepAlive(create());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var instance = create();
        var after = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(instance);
        return after - before;
    }

    private static List<INamedTypeSymbol> ClassesIn(Compilation compilation, string name) =>
    [
        .. compilation.GlobalNamespace.GetNamespaceMembers().Single(member => member.Name == name)
            .GetTypeMembers().Where(type => type is { TypeKind: TypeKind.Class, IsGenericType: false, IsAbstract: false }),
    ];
}
