// From an attribute's name in the source to the mark it may be.
namespace MemallocKit.Generators;

/// <summary>Knows the names of our attributes, with and without their suffix.</summary>
internal static class MarkNames
{
    private static readonly Dictionary<string, Marks> s_marks = new(StringComparer.Ordinal)
    {
        ["ReserveTree"] = Marks.Tree,
        ["ReserveNode"] = Marks.Node,
        ["MemallocContext"] = Marks.Context,
        ["Memalloc"] = Marks.Memalloc,
        ["MemallocPrime"] = Marks.Prime,
    };

    public const string Suffix = "Attribute";

    public static Marks Of(string name) =>
        s_marks.TryGetValue(name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(0, name.Length - Suffix.Length) : name, out var mark) ? mark : Marks.None;
}
