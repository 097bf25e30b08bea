// Writes the two files.
using System.Text;

namespace MemallocKit.Report;

internal static class ReportFiles
{
    public const string Json = "reserves.json";

    public const string Markdown = "reserves.md";

    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="json">What the generator wrote; it goes to the file as it is.</param>
    /// <param name="source">Where it is from, for messages.</param>
    /// <param name="folder">Made if it is not there.</param>
    public static void Write(string json, string source, string folder)
    {
        var report = ReportReader.Read(json, source);
        ReportException.Guard("write to the folder", folder, () => Directory.CreateDirectory(folder));
        Write(Path.Combine(folder, Markdown), ReportMarkdown.Of(report));

        // Last: a build that was broken off finds the older file, and runs this again.
        Write(Path.Combine(folder, Json), json + "\n");
    }

    // A build that is broken off leaves the old file or the new one, not half of it. Builds for several frameworks write to one folder at once.
    private static void Write(string path, string text) => ReportException.Guard("write", path, () =>
    {
        var unfinished = $"{path}.{Environment.ProcessId}.tmp";
        File.WriteAllText(unfinished, text, s_encoding);
        File.Move(unfinished, path, overwrite: true);
        return path;
    });
}
