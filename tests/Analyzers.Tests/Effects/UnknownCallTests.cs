using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Effects;

public class UnknownCallTests
{
    [Fact]
    public Task Callee_that_nobody_speaks_of_is_reported_where_it_is_called() => Verify.Calls(
        """
        class C
        {
            [Memalloc] void M(ReserveNode node) { {|#0:ReserveInfo.ToText(node)|}; }
        }
        """,
        [Verify.Message("MKIT3012", 0, "'ReserveInfo.ToText' is not known to be free of allocations, and is called in a memalloc scope: M → ReserveInfo.ToText has neither contract nor summary; call something that is, or give it a line in a *.memalloc.txt file")]);

    [Fact]
    public Task Chain_goes_through_source_to_the_library() => Verify.Calls(
        """
        class C
        {
            readonly List<int> _list = new();
            [Memalloc] void SendPage() { {|#0:Encode()|}; }
            void Encode() { {|#1:_list.Add(1)|}; }
        }
        """,
        [Verify.Message("MKIT3012", 0, "'Encode' is not known to be free of allocations, and is called in a memalloc scope: SendPage → Encode → List<T>.Add may grow; set the elements of an array that is made before, or of a leased span, or give it a line in a *.memalloc.txt file").WithLocation(1)],
        ("grows.memalloc.txt", "M:System.Collections.Generic.List`1.Add(`0) Grows"));

    [Fact]
    public Task Members_of_the_lists_are_free() => Verify.Calls("""
        class C
        {
            [Memalloc]
            int M(Span<byte> span, List<int> list, string text)
            {
                span[1..].Clear();
                foreach (var b in span) { }
                foreach (var i in list) { }
                foreach (var c in text) { }
                return span.Length + list.Count + text.Length + Math.Max(1, 2);
            }
        }
        """);

    [Fact]
    public Task Calls_outside_scopes_are_silent() => Verify.Calls("""
        class C { void M(System.Text.StringBuilder text) { text.Clear(); } }
        """);

    [Fact]
    public Task Call_that_only_serves_a_throw_is_no_unknown_call() => Verify.Calls("""
        class C
        {
            [Memalloc] void M(int n) { if (n < 0) { throw {|MKIT3011:new Exception({|MKIT3011:Environment.GetEnvironmentVariable("a")|})|}; } }
        }
        """);

    [Theory]
    [InlineData("Never", null)]
    [InlineData("ThrowsOnly", null)]
    [InlineData("Caught", "MKIT3011")]
    [InlineData("Pooled", "MKIT3012")]
    [InlineData("Native", "MKIT3012")]
    [InlineData("Unknown", "MKIT3012")]
    [InlineData("Virtual", "MKIT3012")]
    [InlineData("AllocMay", "MKIT3010")]
    [InlineData("AllocAlways", "MKIT3010")]
    public Task Class_of_a_line_decides_the_rule(string summaryClass, string? id) => Verify.Calls(
        $$"""
        class C
        {
            [Memalloc] void M() { {{(id is null ? "GC.Collect(1)" : "{|" + id + ":GC.Collect(1)|}")}}; }
        }
        """,
        ("a.memalloc.txt", $"M:System.GC.Collect(System.Int32) {summaryClass}"));

    [Fact]
    public Task Property_and_type_lines_cover_their_members_and_the_own_line_of_a_member_wins() => Verify.Calls(
        """
        class C
        {
            [Memalloc]
            void M(System.Text.StringBuilder text, Version version)
            {
                text.Length = text.Length + version.Major;
                {|MKIT3010:version.ToString(2)|};
            }
        }
        """,
        ("a.memalloc.txt", """
            P:System.Text.StringBuilder.Length   Never   # both accessors
            T:System.Version Never
            M:System.Version.ToString(System.Int32) AllocAlways
            """));

    [Fact]
    public Task File_of_the_user_says_more_than_the_lists() => Verify.Calls(
        """
        class C { [Memalloc] int M(List<int> list) => {|MKIT3010:list.Count|}; }
        """,
        ("a.memalloc.txt", "P:System.Collections.Generic.List`1.Count AllocMay"));
}
