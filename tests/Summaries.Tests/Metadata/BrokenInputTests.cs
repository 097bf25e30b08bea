// Files that are damaged, and references that lead nowhere.
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Il;
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.Overlay;
using MemallocKit.Summaries.Tables;
using MemallocKit.Summaries.Tests.Harness;

namespace MemallocKit.Summaries.Tests.Metadata;

public class BrokenInputTests
{
    [Fact]
    public void A_method_of_an_assembly_that_is_missing_is_unknown()
    {
        using var folder = new TemporaryFolder();
        var library = Compiler.Compile("public static class Gone { public static int M() => 1; public static int Field; } public class GoneBase { public virtual void V() { } }", folder, "Gone");
        var path = Compiler.Compile(
            """
            public static class C { public static int Call() => Gone.M(); public static object New() => new GoneBase(); }
            public class D : GoneBase { public int Own() => 1; }
            """,
            folder,
            "User",
            library);
        File.Delete(library);

        var classes = Classes(path);

        Assert.Equal(SummaryClass.Unknown, classes["M:C.Call"]);
        Assert.Equal(SummaryClass.AllocMay, classes["M:C.New"]);
        Assert.Equal(SummaryClass.Never, classes["M:D.Own"]);
    }

    [Fact]
    public void A_body_that_cannot_be_decoded_is_unknown_and_so_is_its_caller()
    {
        using var folder = new TemporaryFolder();
        var path = Compiler.Compile("public static class C { public static int Broken() => 305419896; public static int Call() => Broken(); public static int Well() => 1; }", folder);
        var bytes = File.ReadAllBytes(path);
        var constant = bytes.AsSpan().IndexOf<byte>([0x20, 0x78, 0x56, 0x34, 0x12]);
        bytes[constant] = 0x24; // no instruction
        File.WriteAllBytes(path, bytes);

        var classes = Classes(path);

        Assert.Equal(SummaryClass.Unknown, classes["M:C.Broken"]);
        Assert.Equal(SummaryClass.Unknown, classes["M:C.Call"]);
        Assert.Equal(SummaryClass.Never, classes["M:C.Well"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_damage_ends_in_an_error_or_a_table_but_never_in_a_crash(int seed)
    {
        using var folder = new TemporaryFolder();
        var source = File.ReadAllBytes(Compiler.Compile(
            """
            using System; using System.Collections.Generic;
            public class C<T> { List<T> _l = new(); public T M(int n) { try { if (n > 3) throw new Exception(); return _l[n]; } finally { _l.Clear(); } } }
            public static class D { public static string S(object o) => o switch { int i => i.ToString(), string s => s, _ => "" }; public static Func<int> F(int a) => () => a; }
            """,
            folder));
        var random = new Random(seed);
        var tables = 0;
        for (var i = 0; i < 15; i++)
        {
            var bytes = source.ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                bytes[random.Next(512, bytes.Length)] = (byte)random.Next(256);
            }

            var path = folder.File($"damaged{seed}-{i}.dll");
            File.WriteAllBytes(path, bytes);
            try
            {
                tables += Classes(path).Count > 0 ? 1 : 0;
            }
            catch (SummaryException)
            {
            }
        }

        Assert.NotEqual(0, tables);
    }

    [Fact]
    public void An_analysis_that_is_cancelled_ends_with_that()
    {
        using var set = new AssemblySet([Compiler.FrameworkFolder]);
        var engine = new SummaryEngine(set, OverlayRules.BuiltIn(), new CancellationToken(canceled: true));

        Assert.ThrowsAny<OperationCanceledException>(
            () => LargeStack.Run(() => Summarizer.Summarize(engine, [set.CoreLibrary], _ => { })));
    }

    [Fact]
    public void Every_body_of_the_core_library_decodes_into_blocks_that_cover_it()
    {
        var (bodies, instructions) = Analysis.Run((set, _) =>
        {
            var (bodies, instructions) = (0, 0);
            foreach (var method in set.CoreLibrary.Types.SelectMany(t => t.Methods).Where(m => m.HasBody))
            {
                var body = BodyDecoder.Decode(method);
                bodies++;
                instructions += body.Instructions.Length;
                Assert.Equal(body.Instructions.Length, body.Blocks.Sum(b => b.End - b.Start));
                Assert.All(body.Blocks, b => Assert.All(b.Successors, s => Assert.InRange(s, 0, body.Blocks.Length - 1)));
            }

            return (bodies, instructions);
        });

        Assert.True(bodies > 30_000 && instructions > 500_000, $"{bodies} bodies, {instructions} instructions");
    }

    private static Dictionary<string, SummaryClass> Classes(string path)
    {
        using var set = new AssemblySet([Path.GetDirectoryName(path)!, Compiler.FrameworkFolder]);
        var assembly = set.Add(path);
        return LargeStack.Run(() => Summarizer.Summarize(new SummaryEngine(set, OverlayRules.BuiltIn()), [assembly], _ => { }))
            .Entries.ToDictionary(e => e.Key, e => e.Value.Class);
    }
}
