// A project whose declarations hang on other files in every way there is.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Generators.Tests;

internal static class ReadingProject
{
    public static readonly IReadOnlyDictionary<string, string> Sources = new Dictionary<string, string>
    {
        ["tree"] =
            """
            using Packet = Demo.Header;
            namespace Demo;

            [ReserveTree("reserves")] public static partial class Reserves
            {
                [ReserveNode("network")] public static partial class Network
                {
                    [ReserveNode("pages", Pages = Limits.Pages)] public static partial PageReserve Pool { get; }
                    [ReserveNode("headers", Objects = 8)] public static partial ObjectReserve<Packet> Headers { get; }
                    [ReserveNode("sessions", Objects = 4)] public static partial InstanceReserve<Session> Sessions { get; }
                    [ReserveNode("aliased", Objects = 4)] public static partial InstanceReserve<Aliased> AliasedOnes { get; }
                    [ReserveNode(nameof(Limits.Named), Bytes = 512)] public static partial ByteReserve Bytes { get; }
                }
            }

            [ReserveTree("others")] public static partial class Others
            {
                [ReserveNode("pages", Pages = 2)] public static partial PageReserve Pool { get; }
            }
            """,
        ["context"] =
            """
            namespace Demo;
            [MemallocContext(typeof(Reserves.Network))] public readonly ref partial struct WriteOut;
            [MemallocContext(typeof(Others))] public readonly ref partial struct Otherwise;
            """,
        ["part"] = "namespace Demo; partial class Reserves { public static int Own; }",
        ["limits"] =
            """
            namespace Demo;
            public static class Limits { public const int Pages = Deeper.Four; public static int Named() { return 1; } }
            public static class Deeper { public const int Four = 4; public static int Unseen() { return 1; } }
            """,
        ["header"] = "namespace Demo; public struct Header { public Kind Kind; public int Size { get { return 1; } } public Inner Inner; } public enum Kind : short { A, B }",
        ["inner"] = "namespace Demo; public struct Inner { private long _a; public long Sum() { return _a; } }",
        ["session"] = "namespace Demo; public class Session : SessionBase { public string Name = \"\"; }",
        ["base"] = "namespace Demo; public abstract class SessionBase { private long _id; public long Id() { return _id; } }",
        ["aliases"] = "global using Aliased = Demo.Real;",
        ["real"] = "namespace Demo; public class Real { public int A; }",
        ["marked"] =
            """
            namespace Demo;
            public static class Sender
            {
                [Memalloc] public static int Send(int count) { return count + 1; }
                [MemallocPrime(typeof(WriteOut))] internal static void WarmUp() { _ = Send(1); }
            }
            """,
        ["other"] =
            """
            using System.Collections.Generic;
            namespace Elsewhere;
            public class Other
            {
                private readonly List<int> _numbers = new();
                public int Count => _numbers.Count;
                public int Sum(int a, int b)
                {
                    // Adds.
                    return a + b;
                }
            }
            """,
    };

    public static CSharpCompilation Create() => Compilations.Create(Sources.Values);

    /// <summary>The tree of a source, after <see cref="Compilations"/> has put one before them all.</summary>
    public static SyntaxTree TreeOf(CSharpCompilation compilation, string name) =>
        compilation.SyntaxTrees[1 + Sources.Keys.Index().Single(entry => entry.Item == name).Index];

    public static CSharpCompilation Replace(CSharpCompilation compilation, string name, string text)
    {
        var old = TreeOf(compilation, name);
        return compilation.ReplaceSyntaxTree(old, Compilations.Parse(text, old.FilePath));
    }

    public static CSharpCompilation Edit(CSharpCompilation compilation, string name, string from, string to)
    {
        var text = TreeOf(compilation, name).ToString();
        Assert.Contains(from, text, StringComparison.Ordinal);
        return Replace(compilation, name, text.Replace(from, to, StringComparison.Ordinal));
    }
}
