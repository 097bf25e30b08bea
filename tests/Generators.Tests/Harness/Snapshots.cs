// Compares emitted files with expected ones on disk, in the conventions of the Verify library.
using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Generators.Tests;

/// <summary>
/// <c>Snapshots/{Class}.{Method}#{hint}.verified.cs</c>, UTF-8 with a byte order mark and LF, the hint name on the first
/// line. A mismatch leaves a <c>.received.cs</c> beside it: when that is right, it becomes the <c>.verified.cs</c>.
/// </summary>
internal static class Snapshots
{
    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: true);

    public static string Directory { get; } = typeof(Snapshots).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "SnapshotDirectory").Value!;

    public static void Assert(string testName, ImmutableArray<GeneratedSourceResult> files)
    {
        var expected = System.IO.Directory.GetFiles(Directory, $"{testName}#*.verified.cs").ToHashSet(StringComparer.Ordinal);
        var complaints = new List<string>();
        foreach (var file in files)
        {
            var stem = Stem(testName, file.HintName);
            expected.Remove(stem + ".verified.cs");
            if (!Matches(stem, Text(file), ".cs"))
                complaints.Add($"{Path.GetFileName(stem)}.received.cs differs from the verified file");
        }

        complaints.AddRange(expected.Select(stale => $"{Path.GetFileName(stale)} is stale: nothing emits it"));
        Xunit.Assert.True(complaints.Count == 0, string.Join("\n", complaints));
    }

    /// <summary>Compares one emitted file, whatever else is emitted.</summary>
    public static void AssertFile(string testName, GeneratedSourceResult file) => AssertText(testName, file.HintName, Text(file));

    /// <summary>Compares a text: <c>{Class}.{Method}#{name}.verified.{extension}</c>.</summary>
    public static void AssertText(string testName, string file, string text)
    {
        var (stem, extension) = (Stem(testName, file), Path.GetExtension(file));
        Xunit.Assert.True(Matches(stem, text, extension), $"{Path.GetFileName(stem)}.received{extension} differs from the verified file");
    }

    private static string Stem(string testName, string file) => Path.Combine(Directory, $"{testName}#{Path.GetFileNameWithoutExtension(file)}");

    private static string Text(GeneratedSourceResult file) => $"//HintName: {file.HintName}\n{Scrub(file.SourceText.ToString())}";

    // A new version of the generator is no change to what it emits.
    private static string Scrub(string text) => text.Replace(
        $"\"{typeof(ReserveTreeGenerator).Assembly.GetName().Version!.ToString(3)}\"", "\"version\"", StringComparison.Ordinal);

    private static bool Matches(string stem, string text, string extension)
    {
        var verified = $"{stem}.verified{extension}";
        var received = $"{stem}.received{extension}";
        File.Delete(received);
        if (File.Exists(verified) && File.ReadAllBytes(verified).AsSpan().SequenceEqual([.. s_encoding.GetPreamble(), .. s_encoding.GetBytes(text)]))
            return true;
        File.WriteAllText(received, text, s_encoding);
        return false;
    }
}
