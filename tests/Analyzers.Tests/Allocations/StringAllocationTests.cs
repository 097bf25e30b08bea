using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Allocations;

public class StringAllocationTests
{
    [Fact]
    public Task Concatenation_is_reported_once_for_a_chain() => Verify.InScope("""
        var a = {|MKIT3006:text + "b" + number + text|};
        {|MKIT3006:text += "b"|};
        {|MKIT3006:text += number|};
        var b = {|MKIT3006:"" + number|};
        var c = {|MKIT3006:text + 'c'|};
        """);

    [Fact]
    public Task Constant_concatenation_and_the_remains_of_empty_strings_are_silent() => Verify.InScope("""
        const string A = "a";
        var b = A + "b" + nameof(number);
        var c = "" + text;
        var d = text + null;
        var e = $"{A}b";
        """);

    [Fact]
    public Task Interpolation_to_a_string_is_reported_once_and_without_boxing() => Verify.InScope("""
        var a = {|MKIT3006:$"{number}"|};
        var b = {|MKIT3006:$"{text}{text}"|};
        var c = {|MKIT3006:$"{number:x} and {text,5}"|};
        var d = {|MKIT3006:text + $"{number}"|};
        var e = $"{text}";
        """);

    [Fact]
    public Task Interpolation_to_a_handler_is_silent() => Verify.InScope("""
        Span<char> buffer = stackalloc char[64];
        MemoryExtensions.TryWrite(buffer, $"{number} and {text}", out _);
        """);

    [Fact]
    public Task FormattableString_is_reported() => Verify.InScope("""
        FormattableString a = {|MKIT3002:{|MKIT3006:$"{text}"|}|};
        FormattableString b = {|MKIT3002:{|MKIT3006:$"{{|MKIT3003:number|}}"|}|};
        FormattableString c = {|MKIT3006:$"constant"|};
        """);

    [Fact]
    public Task Methods_that_return_new_strings_are_reported() => Verify.InScope("""
        var a = {|MKIT3006:text.Substring(1)|};
        var b = {|MKIT3006:string.Concat(text, "b")|};
        var c = {|MKIT3006:string.Format("{0}", text)|};
        var d = {|MKIT3006:text.ToUpperInvariant()|};
        var e = {|MKIT3006:text.ToCharArray()|};
        var f = {|MKIT3006:new string('f', 2)|};
        var g = {|MKIT3006:text[1..]|};
        """);

    [Fact]
    public Task ToString_of_numbers_is_reported() => Verify.InScope("""
        var a = {|MKIT3006:number.ToString()|};
        var b = {|MKIT3006:1.5.ToString("x")|};
        var c = {|MKIT3006:Guid.Empty.ToString()|};
        """);

    [Fact]
    public Task ToString_that_the_compiler_writes_for_a_record_is_reported() => Verify.InScope("""
        var a = {|MKIT3006:default(Pair).ToString()|};
        var b = default(Own).ToString();
        """,
        """
        record struct Pair(int X, int Y);
        record struct Own(int X) { public override string ToString() => "own"; }
        """);

    [Fact]
    public Task Methods_that_make_no_string_are_silent() => Verify.InScope("""
        var a = text.Length + text.IndexOf('a') + (text.StartsWith("a") ? 1 : 0);
        var b = text.ToString();
        var c = true.ToString();
        var d = text.AsSpan(1);
        var e = string.Empty;
        """);
}
