// The properties of a context: which reserves it can give, and what each is called.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>
/// A property is called like the member that declares the reserve. Where two would be called the same, or like another member of the
/// context, each is preceded by the name of its class, then by that of the class around it, and numbered if that does not help either.
/// </summary>
internal static class ContextProperties
{
    public static ImmutableArray<ContextReserve> Of(
        INamedTypeSymbol context, IReadOnlyList<ReachableReserve> reserves, IEnumerable<string> emitted, Compilation compilation)
    {
        var visible = new List<(ReachableReserve Reserve, string Accessibility)>();
        foreach (var reserve in reserves)
        {
            if (!UseWarnings.AreErrors(reserve.Symbol) && ContextAccess.Find(context, reserve, compilation) is { } accessibility)
                visible.Add((reserve, accessibility));
        }

        var taken = new HashSet<string>(emitted, StringComparer.Ordinal) { context.Name };
        foreach (var member in context.GetMembers().Concat(context.BaseType?.GetMembers() ?? []).Concat(context.BaseType?.BaseType?.GetMembers() ?? []))
        {
            if (!member.IsEmitted())
                taken.Add(member.Name);
        }

        var names = Choose([.. visible.Select(static entry => entry.Reserve.Symbol)], taken);
        return [.. visible.Select((entry, index) => entry.Reserve.Reserve with { Property = TypePaths.Identifier(names[index]), Accessibility = entry.Accessibility })];
    }

    private static string[] Choose(ImmutableArray<ISymbol> symbols, HashSet<string> taken)
    {
        var depths = new int[symbols.Length];
        while (true)
        {
            var names = symbols.Select((symbol, index) => Joined(symbol, depths[index])).ToArray();
            var clashing = Enumerable.Range(0, names.Length)
                .Where(index => taken.Contains(names[index]) || names.Count(name => name == names[index]) > 1)
                .Where(index => Joined(symbols[index], depths[index] + 1) != names[index])
                .ToList();
            if (clashing.Count == 0)
                return Numbered(names, taken);
            foreach (var index in clashing)
                depths[index]++;
        }
    }

    private static string[] Numbered(string[] names, HashSet<string> taken)
    {
        var used = new HashSet<string>(taken, StringComparer.Ordinal);
        return [.. names.Select(name =>
        {
            var numbered = name;
            for (var number = 2; !used.Add(numbered); number++)
                numbered = name + number;
            return numbered;
        })];
    }

    private static string Joined(ISymbol symbol, int classes) =>
        classes == 0 || symbol.ContainingType == null ? symbol.Name : Joined(symbol.ContainingType, classes - 1) + symbol.Name;
}
