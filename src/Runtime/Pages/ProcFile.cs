// Reads the small text files in which Linux tells what it counts.
using System.Globalization;

namespace MemallocKit.Pages;

/// <summary>Files of lines of words. What is missing or may not be read is null: the step that it would have warned of will tell.</summary>
internal static class ProcFile
{
    /// <summary>The number that a file consists of.</summary>
    public static long? Number(string file) => Lines(file) is [var text, ..] ? Number(text.AsSpan()) : null;

    /// <summary>The first number after <paramref name="name"/>, on the line that begins with it.</summary>
    public static long? Field(string file, string name) =>
        Word(file, name) is { } word ? Number(word.AsSpan()) : null;

    /// <summary>The first word after <paramref name="name"/>, which may itself consist of several, on the line that begins with it.</summary>
    public static string? Word(string file, string name)
    {
        foreach (var line in Lines(file))
        {
            if (line.StartsWith(name, StringComparison.Ordinal) && line.AsSpan(name.Length) is [' ' or '\t', ..])
                return line[name.Length..].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        }

        return null;
    }

    public static string[] Lines(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllLines(file) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static long? Number(ReadOnlySpan<char> text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
