// Holds the pages and the release tracking against the rules, whoever wrote them.
using System.Globalization;
using System.Text.RegularExpressions;
using MemallocKit.Analyzers.Tests.Verification;
using MemallocKit.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace MemallocKit.Analyzers.Tests.Docs;

public partial class RulePageTests
{
    private static readonly HashSet<string> s_fixable = typeof(RentBytesCodeFix).Assembly.GetTypes()
        .Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(CodeFixProvider)))
        .SelectMany(t => ((CodeFixProvider)Activator.CreateInstance(t)!).FixableDiagnosticIds).ToHashSet(StringComparer.Ordinal);

    private static readonly string[] s_headings = ["## Cause", "## Why", "## How to fix", "## When to suppress"];

    public static TheoryData<string> Ids => [.. Rules.Descriptors.Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_has_a_page_with_its_title_and_the_headings(string id)
    {
        var lines = Resource($"docs/{id}.md").Split('\n');

        Assert.Equal($"# {id}: {Find(id).Title}", lines[0]);
        Assert.Equal(s_headings, lines.Where(l => l.StartsWith("## ", StringComparison.Ordinal)));
        Assert.All(s_headings, h => Assert.NotEmpty(TextUnder(h, lines)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_links_to_its_page_and_has_a_message_that_says_what_to_do(string id)
    {
        var rule = Find(id);

        Assert.Equal($"src/Analyzers/docs/{id}.md", rule.HelpLinkUri);
        Assert.True(rule.IsEnabledByDefault);
        Assert.NotEqual(rule.Title.ToString(), rule.MessageFormat.ToString());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_is_in_the_category_of_its_thousand(string id) => Assert.Equal(
        id[4] switch
        {
            '1' => "MemallocKit.Declarations",
            '2' => "MemallocKit.Contexts",
            '3' => "MemallocKit.Allocations",
            '9' => "MemallocKit.Configuration",
            _ => "unknown",
        },
        Find(id).Category);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rule_is_tracked_with_its_category_and_severity(string id)
    {
        var rule = Find(id);
        var line = Resource("releases/AnalyzerReleases.Unshipped.md").Split('\n').Single(l => l.StartsWith(id + " ", StringComparison.Ordinal));

        Assert.Equal([id, rule.Category, rule.DefaultSeverity.ToString(), rule.Title.ToString()], line.Split('|').Select(c => c.Trim()));
    }

    // An error says that the promise is broken; what is less has to say why it is.
    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_says_of_a_lesser_severity_that_it_is_one(string id)
    {
        var word = Find(id).DefaultSeverity switch
        {
            DiagnosticSeverity.Warning => "a warning",
            DiagnosticSeverity.Info => "an information",
            _ => "",
        };
        Assert.Contains(word, Resource($"docs/{id}.md"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_names_a_code_fix_where_there_is_one_and_nowhere_else(string id)
    {
        var text = string.Join('\n', TextUnder("## How to fix", Resource($"docs/{id}.md").Split('\n')));
        var own = FixOfAnother().Replace(text, "");

        Assert.Equal(s_fixable.Contains(id), own.Contains("code fix", StringComparison.Ordinal));
        Assert.All(FixOfAnother().Matches(text), other => Assert.Contains(other.Groups[1].Value, s_fixable));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Page_refers_to_rules_that_exist(string id) =>
        Assert.All(AnyId().Matches(Resource($"docs/{id}.md")), m => Assert.Contains(Rules.Descriptors, d => d.Id == m.Value));

    [Fact]
    public void Fixes_are_for_rules_that_exist() => Assert.All(s_fixable, id => Assert.Contains(Rules.Descriptors, d => d.Id == id));

    [Fact]
    public void Ids_that_a_thousand_skips_are_named_as_unused()
    {
        var numbers = Rules.Descriptors.Select(d => int.Parse(d.Id[4..], CultureInfo.InvariantCulture)).ToHashSet();
        var skipped = numbers.GroupBy(n => n / 1000).SelectMany(g => Enumerable.Range(g.Min(), g.Max() - g.Min())).Where(n => !numbers.Contains(n)).Select(n => $"MKIT{n}");

        Assert.Equal(skipped.Order(), Unused().Matches(Resource("docs/README.md")).Select(m => m.Groups[1].Value).Order());
    }

    [Fact]
    public void Ids_are_unique_and_every_page_has_a_rule()
    {
        var ids = Rules.All.SelectMany(a => a.SupportedDiagnostics).Select(d => d.Id).ToList();
        var pages = typeof(RulePageTests).Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith("docs/MKIT", StringComparison.Ordinal)).Select(n => PageName().Match(n).Groups[1].Value);

        // A descriptor may be shared by analyzers; two descriptors may not share an id.
        Assert.Equal(Rules.Descriptors.Length, Rules.All.SelectMany(a => a.SupportedDiagnostics).Distinct().Count());
        Assert.Equal(ids.Distinct().Order(), pages.Order());
    }

    private static DiagnosticDescriptor Find(string id) => Rules.Descriptors.Single(d => d.Id == id);

    private static IEnumerable<string> TextUnder(string heading, string[] lines) =>
        lines.SkipWhile(l => l != heading).Skip(1).TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal)).Where(l => l.Length > 0);

    private static string Resource(string name)
    {
        using var stream = typeof(RulePageTests).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"{name} does not exist");
        return new StreamReader(stream).ReadToEnd();
    }

    [GeneratedRegex(@"^docs/(MKIT\d{4})\.md$")]
    private static partial Regex PageName();

    [GeneratedRegex(@"code fix of (MKIT\d{4})")]
    private static partial Regex FixOfAnother();

    [GeneratedRegex(@"MKIT\d{4}")]
    private static partial Regex AnyId();

    [GeneratedRegex(@"`(MKIT\d{4})` is not used")]
    private static partial Regex Unused();
}
