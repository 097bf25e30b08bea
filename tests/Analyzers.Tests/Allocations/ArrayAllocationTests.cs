using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Allocations;

public class ArrayAllocationTests
{
    [Fact]
    public Task Arrays_by_new_and_by_initializer_are_reported() => Verify.InScope("""
        var a = {|MKIT3002:new byte[number]|};
        var b = {|MKIT3002:new[] { 1, 2 }|};
        int[] c = {|MKIT3002:{ 1, 2 }|};
        var d = {|MKIT3002:new int[2, 2]|};
        """);

    [Fact]
    public Task Params_array_is_reported_when_it_has_elements() => Verify.InScope("""
        P();
        {|MKIT3002:P(1, 2)|};
        P(null);
        """, "static void P(params int[] values) { }");

    [Fact]
    public Task Params_span_is_silent() => Verify.InScope("""
        P(number, 2);
        Q(number, 2);
        """, "static void P(params ReadOnlySpan<int> values) { } static void Q(params Span<int> values) { }");

    [Fact]
    public Task Params_collection_that_is_a_list_is_reported() => Verify.InScope("""
        {|MKIT3002:P(1, 2)|};
        """, "static void P(params List<int> values) { }");

    [Fact]
    public Task Collection_expressions_are_reported_by_what_they_become() => Verify.InScope("""
        int[] array = {|MKIT3002:[1, number]|};
        List<int> list = {|MKIT3002:[]|};
        IEnumerable<int> sequence = {|MKIT3002:[1]|};
        IList<int> mutable = {|MKIT3002:[]|};
        System.Collections.Immutable.ImmutableArray<int> immutable = {|MKIT3002:[1]|};
        """);

    [Fact]
    public Task Empty_collection_expressions_that_share_an_instance_are_silent() => Verify.InScope("""
        int[] array = [];
        IEnumerable<int> sequence = [];
        IReadOnlyList<int> list = [];
        """);

    [Fact]
    public Task Collection_expressions_for_spans_are_silent_unless_they_spread() => Verify.InScope("""
        Span<int> a = [number, 2];
        ReadOnlySpan<string> b = [text, "b"];
        ReadOnlySpan<int> c = [1, 2, 3];
        Span<int> d = [];
        Span<byte> e = {|MKIT3002:[.. bytes]|};
        """);

    [Fact]
    public Task Spans_over_the_stack_and_over_constants_are_silent() => Verify.InScope("""
        Span<int> a = stackalloc int[4];
        Span<int> b = stackalloc[] { 1, 2 };
        ReadOnlySpan<byte> c = new byte[] { 1, 2, 3 };
        ReadOnlySpan<int> d = new[] { 1, 2, 3 };
        ReadOnlySpan<byte> e = "text"u8;
        ReadOnlySpan<char> f = "text";
        """);

    [Fact]
    public Task Spans_over_arrays_are_reported() => Verify.InScope("""
        Span<byte> a = {|MKIT3002:new byte[] { 1, 2, 3 }|};
        ReadOnlySpan<int> b = {|MKIT3002:new[] { 1, number }|};
        """);

    [Fact]
    public Task Range_of_an_array_is_reported_and_of_a_span_is_not() => Verify.InScope("""
        var a = {|MKIT3002:bytes[1..2]|};
        var b = bytes.AsSpan()[1..2];
        """);
}
