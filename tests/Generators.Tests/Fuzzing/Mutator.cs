// Breaks declarations the way half-finished typing does.
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemallocKit.Generators.Tests;

/// <summary>Deletes, doubles, swaps and replaces tokens at random; the same seed gives the same breakage.</summary>
internal sealed class Mutator(int seed)
{
    private const int MostChanges = 3;

    private static readonly string[] s_replacements =
    [
        "static", "partial", "class", "struct", "ref", "readonly", "file", "record", "<T>", "<", ">", "(", ")", "{", "}", "[", "]", ";", ",", "=",
        "null", "typeof(int)", "0", "-1", "long.MaxValue", "99999999999999999999", "\"\"", "\"same\"", "Pages", "Bytes", "Objects", "RunPages",
        "Largest", "ChargeHere", "true", "ReserveTree", "ReserveNode", "MemallocContext", "PageReserve", "ByteShare", "ObjectReserve<int>",
        "ObjectReserve<>", "InstanceReserve<string>", "Node", "Nodes", "Connect", "Reserves", "get", "set", "unsafe", "dynamic", "?", "*", "@class",
    ];

    private static readonly string[] s_numbers = ["0", "1", "2", "3", "4", "8", "16", "40", "64", "512", "4096", "65536", "2097152", "2147483647"];

    private static readonly string[] s_texts = ["null", "\"\"", "\"same\"", "\"</c> & \\\"\"", "\"{0} \u20ac\"", "\"\\n\""];

    private readonly Random _random = new(seed);

    /// <summary>Breaks the source: what comes out rarely compiles.</summary>
    public string Mutate(string source)
    {
        var tokens = Tokens(source);
        for (var changes = _random.Next(1, MostChanges + 1); changes > 0; changes--)
            Change(tokens, _random.Next(tokens.Count));
        return string.Join(" ", tokens);
    }

    /// <summary>Changes numbers and texts only: what comes out parses, and often compiles.</summary>
    public string Edit(string source)
    {
        var tokens = Tokens(source);
        var literals = Enumerable.Range(0, tokens.Count).Where(index => char.IsDigit(tokens[index][0]) || tokens[index][0] == '"').ToList();
        for (var changes = literals.Count == 0 ? 0 : _random.Next(1, MostChanges + 1); changes > 0; changes--)
        {
            var index = literals[_random.Next(literals.Count)];
            var choices = tokens[index][0] == '"' ? s_texts : s_numbers;
            tokens[index] = choices[_random.Next(choices.Length)];
        }

        return string.Join(" ", tokens);
    }

    private static List<string> Tokens(string source) =>
        [.. SyntaxFactory.ParseTokens(source).Where(token => !token.IsKind(SyntaxKind.EndOfFileToken)).Select(token => token.Text)];

    private void Change(List<string> tokens, int index)
    {
        switch (_random.Next(5))
        {
            case 0:
                tokens.RemoveAt(index);
                break;
            case 1:
                tokens.Insert(index, tokens[index]);
                break;
            case 2:
                tokens[index] = s_replacements[_random.Next(s_replacements.Length)];
                break;
            case 3:
                tokens.Insert(index, s_replacements[_random.Next(s_replacements.Length)]);
                break;
            default:
                // A stretch typed twice gives members, attributes or whole types twice.
                tokens.InsertRange(index, tokens.Skip(index).Take(_random.Next(2, 40)).ToList());
                break;
        }
    }
}
