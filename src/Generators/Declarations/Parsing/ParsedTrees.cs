// Trees that were read already.
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>
/// Keeps what a tree was read as for as long as its compilation lives. Every context asks whether the trees that it names are valid, and each of them would be
/// read as often as that. Thread-safe.
/// </summary>
internal static class ParsedTrees
{
    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<INamedTypeSymbol, ParseResult<TreeModel>>> s_trees = new();

    public static ParseResult<TreeModel> Of(INamedTypeSymbol tree, Compilation compilation, Func<ParseResult<TreeModel>> parse)
    {
        // Symbols of one compilation are equal when they are the same: the table never holds those of another.
        var trees = s_trees.GetValue(compilation, static _ => new(SymbolEqualityComparer.Default));
        return trees.TryGetValue(tree, out var known) ? known : trees.GetOrAdd(tree, parse());
    }
}
