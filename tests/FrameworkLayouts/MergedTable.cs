// What all systems agree on.
using MemallocKit.Declarations;

namespace MemallocKit.LayoutTables;

/// <summary>The rows that hold on every system, and the names of those that do not.</summary>
internal sealed record MergedTable(IReadOnlyList<(string Name, string Text)> Rows, IReadOnlyList<string> LeftOut)
{
    public static MergedTable Of(IReadOnlyList<(Pack Pack, SortedDictionary<string, string?> Rows)> packs)
    {
        var rows = new List<(string, string)>();
        var leftOut = new List<string>();
        foreach (var name in packs.SelectMany(pack => pack.Rows.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            if (Agreed(name, packs) is { } text)
                rows.Add((name, text));
            else
                leftOut.Add(name);
        }

        return new MergedTable(rows, leftOut);
    }

    private static string? Agreed(string name, IReadOnlyList<(Pack Pack, SortedDictionary<string, string?> Rows)> packs)
    {
        var onX64 = Texts(LayoutTarget.X64);
        var onArm64 = Texts(LayoutTarget.Arm64);
        if (onX64 is not [{ } x64] || onArm64 is not [{ } arm64])
            return null;
        return x64 == arm64 ? x64 : WithBothAlignments(x64, arm64);

        List<string?> Texts(LayoutTarget target) =>
            [.. packs.Where(pack => pack.Pack.Target == target).Select(pack => pack.Rows.GetValueOrDefault(name)).Distinct()];
    }

    // Two plain layouts of one size can share a row.
    private static string? WithBothAlignments(string x64, string arm64)
    {
        if (x64.StartsWith('{') || x64.Split(':') is not [var size, var alignment] || arm64.Split(':') is not [var otherSize, var other])
            return null;
        return size == otherSize && !alignment.EndsWith('r') ? $"{size}:{alignment}/{other}" : null;
    }
}
