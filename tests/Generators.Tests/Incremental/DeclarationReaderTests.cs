// What makes the generators read declarations again, and what does not.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Generators.Tests;

public sealed class DeclarationReaderTests
{
    private readonly DeclarationReader<TreeReading> _reader;
    private int _readings;

    public DeclarationReaderTests() => _reader = new(reading =>
    {
        _readings++;
        return TreeReader.Read(reading);
    });

    [Theory]
    [InlineData("other", "return a + b;", "return a - b;")]
    [InlineData("other", "// Adds.", "// Adds two numbers.")]
    [InlineData("other", "int Sum(int a, int b)", "long Sum(long a, long b)")]
    [InlineData("other", "public int Count => _numbers.Count;", "")]
    [InlineData("other", "private readonly List<int>", "private readonly int _more; private readonly List<int>")]
    [InlineData("limits", "Unseen() { return 1; }", "Unseen(int a) { return a; }")]
    [InlineData("limits", "{ return 1; }", "{ return 2; }")]
    [InlineData("inner", "return _a;", "return -_a;")]
    [InlineData("base", "return _id;", "return -_id;")]
    [InlineData("real", "namespace Demo;", "namespace Demo; // The real one.\n")]
    public void Models_are_kept_after_an_edit_they_cannot_depend_on(string file, string from, string to) =>
        Assert.Equal(1, ReadingsAfter(compilation => ReadingProject.Edit(compilation, file, from, to)));

    [Theory]
    [InlineData("tree", "Objects = 8", "Objects = 9")]
    [InlineData("tree", "[ReserveNode(\"pages\"", "/// <summary>Mine.</summary>\n[ReserveNode(\"pages\"")]
    [InlineData("context", "typeof(Others)", "typeof(Others), typeof(Reserves)")]
    [InlineData("part", "public static int Own;", "public static int Own; public static int Node;")]
    [InlineData("part", "partial class", "/// <summary>Mine.</summary>\npartial class")]
    [InlineData("limits", "Four = 4", "Four = 5")]
    [InlineData("limits", "int Named()", "int Renamed()")]
    [InlineData("header", "return 1;", "return field;")]
    [InlineData("header", "public Kind Kind;", "public Kind Kind; public byte More;")]
    [InlineData("header", ": short", ": long")]
    [InlineData("header", "struct Header", "class Header")]
    [InlineData("inner", "long _a", "int _a")]
    [InlineData("session", "public string Name", "public Session(int a) { } public string Name")]
    [InlineData("session", ": SessionBase", "")]
    [InlineData("base", "private long _id;", "private long _id; public required int More;")]
    [InlineData("aliases", "Demo.Real", "Demo.Session")]
    [InlineData("real", "public int A;", "private Real() { }")]
    [InlineData("other", "namespace Elsewhere;", "namespace Demo;")]
    [InlineData("other", "using System.Collections.Generic;", "using System.Collections.Generic; using Packet = System.Int32;")]
    [InlineData("other", "public class Other", "public class Another")]
    [InlineData("other", "public class Other", "[ReserveTree] public class Other")]
    public void Models_are_read_again_after_an_edit_they_may_depend_on(string file, string from, string to) =>
        Assert.Equal(2, ReadingsAfter(compilation => ReadingProject.Edit(compilation, file, from, to)));

    [Theory]
    [InlineData("return 0;", "return size;", 2)]
    [InlineData("return size + 1;", "return 1;", 2)]
    [InlineData("return 0;", "return 1;", 1)]
    public void Models_are_read_again_when_a_body_begins_or_ends_to_use_a_parameter_of_its_type(string from, string to, int readings)
    {
        const string Packet = "public struct Packet(long size) { public long None() { return 0; } public long One() { return size + 1; } }";
        const string Tree = "[ReserveTree] static partial class Reserves { [ReserveNode(Objects = 1)] internal static partial ObjectReserve<Packet> Packets { get; } }";
        _readings = 0;
        var compilation = Compilations.Create(Tree, Packet);
        var old = compilation.SyntaxTrees[^1];
        _reader.Read(compilation, default);
        _reader.Read(compilation.ReplaceSyntaxTree(old, Compilations.Parse(Packet.Replace(from, to, StringComparison.Ordinal), old.FilePath)), default);

        Assert.Equal(readings, _readings);
    }

    [Fact]
    public void Models_are_read_again_when_a_file_comes_or_goes()
    {
        Assert.Equal(2, ReadingsAfter(compilation => compilation.AddSyntaxTrees(Compilations.Parse("class Late;", "Late.cs"))));
        Assert.Equal(2, ReadingsAfter(compilation => compilation.RemoveSyntaxTrees(ReadingProject.TreeOf(compilation, "part"))));
    }

    [Fact]
    public void Models_are_read_again_when_settings_or_references_change()
    {
        Assert.Equal(2, ReadingsAfter(compilation => compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable))));
        Assert.Equal(2, ReadingsAfter(compilation => compilation.WithAssemblyName("Renamed")));
        Assert.Equal(2, ReadingsAfter(compilation => compilation.AddReferences(Compilations.Create("Library", ["public class Library;"], []).ToMetadataReference())));
    }

    [Fact]
    public void Edits_are_compared_with_the_last_version_and_not_with_the_one_that_was_read()
    {
        var compilation = ReadingProject.Create();
        var first = _reader.Read(compilation, default);
        for (var number = 0; number < 5; number++)
        {
            compilation = ReadingProject.Edit(compilation, "other", number == 0 ? "a + b" : $"a * {number - 1}", $"a * {number}");
            Assert.Same(first, _reader.Read(compilation, default));
        }

        Assert.Equal(1, _readings);
    }

    [Fact]
    public void A_reading_that_is_cancelled_leaves_the_models_as_they_were()
    {
        var compilation = ReadingProject.Create();
        var first = _reader.Read(compilation, default);

        Assert.ThrowsAny<OperationCanceledException>(() => _reader.Read(ReadingProject.Edit(compilation, "tree", "Objects = 8", "Objects = 9"), new CancellationToken(canceled: true)));

        Assert.Same(first, _reader.Read(compilation, default));
    }

    private int ReadingsAfter(Func<CSharpCompilation, CSharpCompilation> edit)
    {
        _readings = 0;
        var compilation = ReadingProject.Create();
        _reader.Read(compilation, default);
        _reader.Read(edit(compilation), default);
        return _readings;
    }
}
