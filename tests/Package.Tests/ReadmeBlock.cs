// The C# blocks of the README, with the comment that names each.
using System.Text.RegularExpressions;

namespace MemallocKit.Package.Tests;

/// <param name="Name">From <c>&lt;!-- block: Name, with: A, B --&gt;</c> above the block.</param>
/// <param name="With">The blocks it is compiled together with.</param>
/// <param name="Code">Its text.</param>
internal sealed partial record ReadmeBlock(string Name, string[] With, string Code)
{
    public static IReadOnlyList<ReadmeBlock> All { get; } = Read(File.ReadAllText(Path.Combine(Repository.Root, "README.md")));

    /// <summary>Rules that the block says it breaks, by line: <c>// error MKIT3002</c>.</summary>
    public IEnumerable<(string Id, int Line)> ExpectedErrors =>
        Code.Split('\n').SelectMany((line, number) => Expected().Matches(line).Select(match => (match.Groups[1].Value, number)));

    public static ReadmeBlock Named(string name) => All.Single(block => block.Name == name);

    private static ReadmeBlock[] Read(string markdown)
    {
        var blocks = Block().Matches(markdown);
        Assert.Equal(Regex.Count(markdown, "^```csharp", RegexOptions.Multiline), blocks.Count);
        return [.. blocks.Select(match => new ReadmeBlock(
            match.Groups["name"].Value,
            match.Groups["with"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            match.Groups["code"].Value))];
    }

    [GeneratedRegex(@"<!-- block: (?<name>\w+)(, with: (?<with>[\w, ]+))? -->\n```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"// error (MKIT\d+)")]
    private static partial Regex Expected();
}
