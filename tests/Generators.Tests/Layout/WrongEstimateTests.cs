// A constant that the runtime does not agree with.
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Generators.Tests;

public sealed class WrongEstimateTests
{
    private const string Source =
        """
        struct Pair<T> where T : unmanaged { public T First, Second; }
        [ReserveTree("known")] static partial class Reserves
        {
            [ReserveNode("ids", Objects = 100)] public static partial ObjectReserve<Guid> Ids { get; }
            [ReserveNode(ChargeHere = true)] public static partial class Pairs
            {
                [ReserveNode("left", Objects = 1000)] public static partial ObjectShare<Pair<Pair<(byte, long)>>> Left { get; }
            }
        }
        """;

    [Theory]
    [InlineData("Guid>(\"known / ids\", 16)", "Guid>(\"known / ids\", 12)", "'known / ids' was made at build time for a System.Guid of 12 bytes, but it has 16 here")]
    [InlineData("\"known / Pairs / left\", 64)", "\"known / Pairs / left\", 72)", "'known / Pairs / left' was made at build time for a Pair`1[Pair`1[System.ValueTuple`2[System.Byte,System.Int64]]] of 72 bytes, but it has 64 here")]
    public void Tree_whose_estimates_took_a_wrong_size_fails_at_its_first_use_with_both(string right, string wrong, string message)
    {
        var run = GeneratorRun.Start(Compilations.Create(Source));
        var tree = run.Output.SyntaxTrees.Single(candidate => candidate.FilePath.EndsWith("Reserves.ReserveTree.g.cs", StringComparison.Ordinal));
        var text = tree.ToString();
        Assert.Contains(right, text, StringComparison.Ordinal);
        var changed = Compilations.Parse(text.Replace(right, wrong, StringComparison.Ordinal), tree.FilePath);

        var node = CompiledCase.Load(run.Output.ReplaceSyntaxTree(tree, changed)).GetType("Reserves")!.GetProperty("Node")!;
        var thrown = Assert.Throws<TargetInvocationException>(() => node.GetValue(null));

        Assert.Contains(message, thrown.ToString(), StringComparison.Ordinal);
    }
}
