// Tables that a build makes of its references, as the rules take them.
using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis.Testing;

namespace MemallocKit.Analyzers.Tests.Summaries;

public class ReferenceTableTests
{
    private static readonly Version s_version = typeof(MemallocAttribute).Assembly.GetName().Version!;

    private static readonly string s_table = $"""
        memalloc-summaries 1
        source by memalloc-summaries 00000000-0000-0000-0000-000000000000
        source MemallocKit {s_version} 00000000-0000-0000-0000-000000000000

        M:MemallocKit.ReserveInfo.ToText(MemallocKit.ReserveNode){'\t'}Never{'\t'}
        """;

    [Fact]
    public Task Members_of_its_assemblies_are_known() => Verify.Calls(
        "class C { [Memalloc] void M(ReserveNode node) { ReserveInfo.ToText(node); } }",
        ("obj/references.memalloc.table", s_table));

    [Fact]
    public Task What_the_user_says_comes_first() => Verify.Calls(
        "class C { [Memalloc] void M(ReserveNode node) { {|MKIT3010:ReserveInfo.ToText(node)|}; } }",
        ("obj/references.memalloc.table", s_table),
        ("a.memalloc.txt", "M:MemallocKit.ReserveInfo.ToText(MemallocKit.ReserveNode) AllocAlways"));

    [Fact]
    public Task Assemblies_of_another_version_are_not_known() => Verify.Calls(
        "class C { [Memalloc] void M(ReserveNode node) { {|MKIT3012:ReserveInfo.ToText(node)|}; } }",
        ("obj/references.memalloc.table", s_table.Replace($"MemallocKit {s_version}", "MemallocKit 99.0.0.0", StringComparison.Ordinal)));

    [Fact]
    public Task File_that_is_no_table_is_reported() => Verify.Calls(
        "class C { }",
        [new DiagnosticResult(Rules.Descriptors.Single(d => d.Id == "MKIT9001")).WithSpan("obj/references.memalloc.table", 1, 1, 1, 1)
            .WithMessage("This is no table of summaries: line 1 is not 'memalloc-summaries 1'; delete it, and the build makes it again; until then the line is not used")],
        ("obj/references.memalloc.table", "?"));
}
