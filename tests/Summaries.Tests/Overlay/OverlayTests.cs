// The overlay: its format, its errors, and that it speaks of methods that exist.
using MemallocKit.Summaries.Metadata;
using MemallocKit.Summaries.Overlay;
using MemallocKit.Summaries.Tests.Harness;

namespace MemallocKit.Summaries.Tests.Overlay;

public class OverlayTests
{
    [Fact]
    public void A_line_gives_effect_id_and_reason()
    {
        var rules = OverlayParser.Parse("# comment\n\nfirst-call M:A.B(System.Int32) -- because\r\nabsent T:A.C -- never made -- ever\n", "o.txt");

        Assert.Equal(
            [new OverlayRule(3, OverlayEffect.FirstCall, "M:A.B(System.Int32)", "because"), new OverlayRule(4, OverlayEffect.Absent, "T:A.C", "never made -- ever")],
            rules);
    }

    [Theory]
    [InlineData("never M:A.B", "o.txt(2): a rule needs a reason behind ' -- '.")]
    [InlineData("never M:A.B -- ", "o.txt(2): a rule needs a reason behind ' -- '.")]
    [InlineData("M:A.B -- reason", "o.txt(2): a rule is 'effect id -- reason'.")]
    [InlineData("never M:A.B M:A.C -- reason", "o.txt(2): a rule is 'effect id -- reason'.")]
    [InlineData("free M:A.B -- reason", "o.txt(2): 'free' is none of never, throws, first-call, pooled, allocates, sometimes, native, unknown, off, sealed, absent.")]
    [InlineData("never T:A.B -- reason", "o.txt(2): the id 'T:A.B' does not begin with M:.")]
    [InlineData("sealed M:A.B -- reason", "o.txt(2): the id 'M:A.B' does not begin with T:.")]
    [InlineData("never M:A.A -- again", "o.txt(2): 'M:A.A' has a rule in line 1 already.")]
    public void A_line_that_is_wrong_is_named(string line, string message)
    {
        var error = Assert.Throws<SummaryException>(() => OverlayParser.Parse($"never M:A.A -- reason\n{line}", "o.txt"));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public void What_a_rule_says_to_happen_sometimes_is_not_certain() => Analysis.Check("""
        public class C
        {
            [Is("AllocMay")] public static string Intern(string text) => string.Intern(text);
            [Is("AllocAlways")] public object Copy() => MemberwiseClone();
        }
        """);

    [Fact]
    public void Every_rule_speaks_of_something_that_the_framework_has()
    {
        var unused = Analysis.Run((set, engine) =>
        {
            var overlay = OverlayRules.BuiltIn();
            foreach (var name in new[] { set.CoreLibrary.Name, "System.Diagnostics.DiagnosticSource" })
            {
                foreach (var type in set.Find(name)!.Types)
                {
                    overlay.IsAbsent(type);
                    overlay.IsAssumedSealed(type);
                    Array.ForEach(type.Methods, m => overlay.Find(m));
                }
            }

            // Some speak of what the framework of another system has.
            return overlay.Unused.Where(r => OperatingSystem.IsWindows() || !r.Reason.StartsWith("Windows ", StringComparison.Ordinal)).Select(r => $"line {r.Line}: {r.Id}").ToList();
        });

        Assert.True(unused.Count == 0, string.Join("\n", unused));
    }
}
