// The table of framework layouts: what it says, and where it is used.
using System.Collections.Immutable;
using MemallocKit.Declarations;
using MemallocKit.LayoutTables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Generators.Tests;

public sealed class FrameworkTableTests
{
    /// <summary>Structs of the framework that have no row, since systems, processors or runtimes differ on them.</summary>
    public static readonly string[] LeftOut =
    [
        "System.Numerics.Vector`1",
        "System.Runtime.InteropServices.CLong",
        "System.Runtime.InteropServices.CULong",
        "System.Runtime.InteropServices.Marshalling.IIUnknownCacheStrategy+TableInfo",
        "System.RuntimeFieldHandle",
        "System.RuntimeMethodHandle",
        "System.RuntimeTypeHandle",
    ];

    [Fact]
    public void Table_has_the_rows_that_the_running_framework_gives()
    {
        var names = PackLayouts.Names(Pack.References(Path.Combine(Pack.ReferencePack, "ref")));
        var running = PackLayouts.Of(Pack.Running, names);
        var table = Rows();

        Assert.Equal(LeftOut, running.Keys.Except(table.Keys).Order(StringComparer.Ordinal));
        Assert.All(table, row => Assert.Equal(running.GetValueOrDefault(row.Key), ForThisProcessor(row.Value)));
    }

    [Fact]
    public void Rows_are_in_the_order_of_their_names() =>
        Assert.Equal(Names().Order(StringComparer.Ordinal), Names());

    [Fact]
    public void Framework_of_another_major_version_has_no_known_structs()
    {
        var core = Signed("System.Private.CoreLib", $$"""
            [assembly: System.Reflection.AssemblyVersion("{{FrameworkLayoutTable.Major + 1}}.0.0.0")]
            namespace System
            {
                public class Object; public class ValueType; public class String; public class Attribute; public class Enum : ValueType;
                public struct Void; public struct Int32; public struct Boolean; public struct Byte; public struct Guid { int _a; }
                namespace Reflection { public class AssemblyVersionAttribute(string version) : Attribute; }
            }
            """);
        var user = CSharpCompilation.Create("User", [CSharpSyntaxTree.ParseText("struct Here { int _a; } struct There { System.Guid _a; }")], [core.ToMetadataReference()]);

        Assert.Equal(4, LayoutEstimator.SizeBytes(user.GetTypeByMetadataName("Here")!, user));
        Assert.Null(LayoutEstimator.SizeBytes(user.GetTypeByMetadataName("There")!, user, out var unknown));
        Assert.Contains($"a framework other than .NET {FrameworkLayoutTable.Major}", unknown!.Explain(), StringComparison.Ordinal);
    }

    [Fact]
    public void Struct_of_a_library_is_not_taken_for_that_of_the_framework_with_its_name()
    {
        var library = Compilations.Create("Library", ["namespace System.Drawing { public struct Point { public long A, B, C; } }"], []);
        var user = Compilations.Create("User", ["struct Here { System.Drawing.Point _a; }"], [library.ToMetadataReference()]);

        Assert.Null(LayoutEstimator.SizeBytes(user.GetTypeByMetadataName("Here")!, user));
    }

    [Fact]
    public void Struct_of_this_project_is_not_taken_for_that_of_the_framework_with_its_name()
    {
        var compilation = Compilations.Create("namespace System.Drawing { public struct Point { public long A, B, C; } } struct Here { System.Drawing.Point _a; }");

        Assert.Equal(24, LayoutEstimator.SizeBytes(compilation.GetTypeByMetadataName("Here")!, compilation));
    }

    private static CSharpCompilation Signed(string name, string source) => CSharpCompilation.Create(
        name,
        [CSharpSyntaxTree.ParseText(source)],
        [],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, publicSign: true, cryptoPublicKey: [.. typeof(object).Assembly.GetName().GetPublicKey()!]));

    private static string ForThisProcessor(string text)
    {
        if (text.StartsWith('{') || text.Split('/') is not [var x64, var arm64])
            return text;
        return RuntimeTypes.Target == LayoutTarget.X64 ? x64 : x64[..(x64.IndexOf(':', StringComparison.Ordinal) + 1)] + arm64;
    }

    private static ImmutableDictionary<string, string> Rows() => FrameworkLayoutTable.Text.ReplaceLineEndings("\n").Split('\n')
        .Select(line => line.Split(' ', 2)).ToImmutableDictionary(row => row[0], row => row[1], StringComparer.Ordinal);

    private static IEnumerable<string> Names() => FrameworkLayoutTable.Text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Split(' ')[0]);
}
