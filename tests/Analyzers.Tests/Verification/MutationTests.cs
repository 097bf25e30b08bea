// Half-typed and broken code: no rule may fail on it.
using MemallocKit.Analyzers.Tests.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace MemallocKit.Analyzers.Tests.Verification;

public class MutationTests
{
    private const int Mutants = 100;

    [Theory]
    [InlineData("Emitted.cs", 1)]
    [InlineData("Language.cs", 2)]
    [InlineData("Leases.cs", 3)]
    public async Task Mutated_sources_never_break_a_rule(string file, int seed)
    {
        var random = new Random(seed);
        var original = RealCode.Sample(file);
        var tree = original.SyntaxTrees.Single();
        var tokens = tree.GetRoot().DescendantTokens().Select(t => t.ToFullString()).ToArray();
        var failures = new List<string>();
        var reports = 0;
        for (var i = 0; i < Mutants; i++)
        {
            var mutant = Mutate(tokens, random);
            // Replacing the tree keeps the loaded references, which cost far more than the mutant.
            var compilation = original.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(mutant, (CSharpParseOptions)tree.Options));
            var options = new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]),
                (exception, analyzer, _) => failures.Add($"seed {seed}, mutant {i}: {analyzer.GetType().Name}: {exception}"),
                concurrentAnalysis: false,
                logAnalyzerExecutionTime: false);
            reports += (await compilation.WithAnalyzers(Rules.All, options).GetAnalyzerDiagnosticsAsync()).Length;
        }

        Assert.Equal([], failures);
        Assert.True(reports > Mutants, "the mutants are so broken that no rule looked at them");
    }

    // Some tokens are dropped, repeated, exchanged or replaced by another of the file; sometimes the rest is not typed yet.
    private static string Mutate(string[] original, Random random)
    {
        var tokens = original.ToList();
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var at = random.Next(tokens.Count);
            var other = random.Next(tokens.Count);
            switch (random.Next(4))
            {
                case 0:
                    tokens.RemoveAt(at);
                    break;
                case 1:
                    tokens.Insert(at, tokens[other]);
                    break;
                case 2:
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
                default:
                    tokens[at] = tokens[other];
                    break;
            }
        }

        return string.Concat(random.Next(8) == 0 ? tokens.Take(random.Next(tokens.Count)) : tokens);
    }
}
