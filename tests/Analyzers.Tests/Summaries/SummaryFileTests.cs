using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis.Testing;

namespace MemallocKit.Analyzers.Tests.Summaries;

public class SummaryFileTests
{
    [Theory]
    [InlineData("M:System.GC.Collect", "'M:System.GC.Collect' has no class behind it: write one of Never, ThrowsOnly, Caught, FirstCall, Contract, Pooled, Grows, Virtual, Native, Unknown, AllocMay, AllocAlways")]
    [InlineData("M:System.GC.Collect Sometimes", "'Sometimes' is not a class: write one of Never, ThrowsOnly, Caught, FirstCall, Contract, Pooled, Grows, Virtual, Native, Unknown, AllocMay, AllocAlways")]
    [InlineData("System.GC.Collect Never", "'System.GC.Collect' is not the documentation id of a method (M:), property (P:) or type (T:)")]
    [InlineData("M:System.GC.Collect Virtual delegate", "'delegate' is not a residual: write for example delegate(1), equality(0) or virtual(0,M:…)")]
    [InlineData("M:System.GC.Collect Never box(0) x", "'x' is left over: a line is an id, a class and residuals; a comment begins with #")]
    [InlineData("M:System.GC.Collekt Never", "'M:System.GC.Collekt' names no member, though its type exists; methods are written with the full names of their parameter types")]
    public Task Line_that_says_nothing_is_reported_with_file_and_line(string line, string problem) => Verify.Calls(
        "class C { }",
        [new DiagnosticResult(Rules.Descriptors.Single(d => d.Id == "MKIT9001"))
            .WithSpan("a.memalloc.txt", 3, 3, 3, 3 + line.Length).WithMessage(problem + "; until then the line is not used")],
        ("a.memalloc.txt", $"# what we measured\n\n  {line}   # because\n"));

    [Fact]
    public Task Second_line_for_an_id_is_reported() => Verify.Calls(
        "class C { }",
        [new DiagnosticResult(Rules.Descriptors.Single(d => d.Id == "MKIT9001"))
            .WithSpan("a.memalloc.txt", 2, 1, 2, 29).WithMessage("'M:System.GC.Collect' has a line already: line 1; until then the line is not used")],
        ("a.memalloc.txt", "M:System.GC.Collect Never\nM:System.GC.Collect AllocMay\n"));

    [Fact]
    public Task Types_that_are_not_referenced_and_other_files_are_silent() => Verify.Calls(
        "class C { }",
        ("a.memalloc.txt", "M:Elsewhere.Codec.Encode Never\nT:Elsewhere.Clock\tNever\n"),
        ("notes.txt", "M:System.GC.Collect"));
}
