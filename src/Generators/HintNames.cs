// The names of emitted files.
using System.Collections.Immutable;
using System.Text;

namespace MemallocKit.Generators;

/// <summary>
/// The compiler throws on a hint name with an unusual letter, and on two that differ in case only. Both can be written
/// as identifiers, so names are cleaned, and numbered where two would clash.
/// </summary>
internal static class HintNames
{
    /// <summary>Gives each type a file name: its full name and <paramref name="suffix"/>.</summary>
    public static ImmutableArray<string> For(IEnumerable<string> fullNames, string suffix)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var fullName in fullNames)
        {
            var clean = Clean(fullName);
            var name = clean + suffix;
            for (var number = 2; !taken.Add(name); number++)
                name = $"{clean}-{number}{suffix}";
            names.Add(name);
        }

        return names.ToImmutable();
    }

    private static string Clean(string fullName)
    {
        var clean = new StringBuilder(fullName.Length);
        foreach (var character in fullName)
            clean.Append(char.IsLetterOrDigit(character) || character is '.' or '_' ? character : '-');
        return clean.ToString();
    }
}
