using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Allocations;

public class BoxingTests
{
    [Fact]
    public Task Conversions_to_references_are_reported() => Verify.InScope("""
        object a = {|MKIT3003:number|};
        IComparable b = {|MKIT3003:number|};
        any = {|MKIT3003:number|};
        var c = {|MKIT3003:(object)number|};
        ValueType d = {|MKIT3003:DateTimeKind.Utc|};
        Enum e = {|MKIT3003:DateTimeKind.Utc|};
        int? maybe = number;
        object f = {|MKIT3003:maybe|};
        Take({|MKIT3003:number|});
        dynamic g = {|MKIT3003:number|};
        object h = {|MKIT3003:maybe|} ?? any;
        """, "static void Take(object o) { }");

    [Fact]
    public Task Conversions_between_references_and_unboxing_are_silent() => Verify.InScope("""
        object a = text;
        var b = (int)any;
        long c = number;
        IComparable d = text;
        """);

    [Fact]
    public Task Tuples_that_box_an_element_are_reported() => Verify.InScope("""
        var pair = (number, text);
        (object, string) a = {|MKIT3003:pair|};
        (object, string) b = ({|MKIT3003:number|}, text);
        (object x, string y) = {|MKIT3003:pair|};
        """);

    [Fact]
    public Task Elements_that_are_boxed_in_loops_and_spreads_are_reported() => Verify.InScope("""
        foreach (object o in {|MKIT3003:bytes|}) { }
        object[] a = {|MKIT3002:[{|MKIT3003:.. bytes|}]|};
        """);

    [Fact]
    public Task Methods_that_a_struct_does_not_override_are_reported() => Verify.InScope("""
        S s = default;
        var a = {|MKIT3003:s.GetHashCode()|};
        var b = {|MKIT3003:s.ToString()|};
        var c = {|MKIT3003:s.Equals(any)|};
        var d = {|MKIT3003:number.GetType()|};
        """, "struct S { }");

    [Fact]
    public Task Methods_that_a_struct_overrides_are_silent() => Verify.InScope("""
        S s = default;
        var a = s.GetHashCode();
        var b = s.ToString();
        var c = number.GetHashCode();
        var d = number.Equals(2);
        """, """struct S { public override int GetHashCode() => 1; public override string ToString() => "S"; }""");

    [Fact]
    public Task Enum_methods_are_reported() => Verify.InScope("""
        var e = DateTimeKind.Utc;
        var a = {|MKIT3003:e.ToString()|};
        var b = {|MKIT3003:e.HasFlag({|MKIT3003:DateTimeKind.Local|})|};
        var c = {|MKIT3003:e.GetHashCode()|};
        """);

    [Fact]
    public Task Base_call_in_a_struct_is_reported() => Verify.Source("""
        struct S { [Memalloc] public override int GetHashCode() => {|MKIT3003:base.GetHashCode()|}; }
        """);

    [Fact]
    public Task Type_parameters_are_reported_unless_they_are_classes() => Verify.Source("""
        class C
        {
            [Memalloc] static object Any<T>(T value) => {|MKIT3003:value|};
            [Memalloc] static object Class<T>(T value) where T : class => value;
            [Memalloc] static int Branches<T>(T value) { if (value == null) return 1; return value is not null && value is int ? 2 : 3; }
            [Memalloc] static bool Kept<T>(T value) => {|MKIT3003:value|} == null;
            [Memalloc] static bool KeptPattern<T>(T value) => {|MKIT3003:value is null|};
            [Memalloc] static int Constrained<T>(T value) where T : IComparable<T> => value.CompareTo(value);
        }
        """);

    [Fact]
    public Task Generic_calls_and_equality_by_interface_are_silent() => Verify.InScope("""
        Take(number);
        var a = number.CompareTo(2);
        var b = EqualityComparer<int>.Default.Equals(number, 2);
        """, "static void Take<T>(T value) { }");
}
