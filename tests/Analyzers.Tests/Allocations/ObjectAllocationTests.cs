using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Allocations;

public class ObjectAllocationTests
{
    [Fact]
    public Task New_of_a_class_is_reported() => Verify.InScope("var o = {|MKIT3001:new object()|};");

    [Fact]
    public Task Target_typed_new_is_reported() => Verify.InScope("object o = {|MKIT3001:new()|};");

    [Fact]
    public Task Collection_initializer_is_reported_once() =>
        Verify.InScope("var o = {|MKIT3001:new List<int> { 1, 2 }|};");

    [Fact]
    public Task Nested_new_is_reported_apart() =>
        Verify.InScope("var o = {|MKIT3001:new Tuple<object, int>({|MKIT3001:new object()|}, 1)|};");

    [Fact]
    public Task Anonymous_object_is_reported() => Verify.InScope("var o = {|MKIT3001:new { number }|};");

    [Fact]
    public Task With_on_a_record_class_is_reported() =>
        Verify.InScope("R r = null; var o = {|MKIT3001:r with { X = 2 }|};", "record R(int X);");

    [Fact]
    public Task With_on_a_record_struct_is_silent() =>
        Verify.InScope("R r = default; var o = r with { X = 2 };", "record struct R(int X);");

    [Fact]
    public Task New_of_a_struct_is_silent() => Verify.InScope("var d = new DateTime(1); var s = new S { X = 1 };", "struct S { public int X; }");

    [Fact]
    public Task New_of_a_type_parameter_is_reported_unless_it_must_be_a_struct() => Verify.Source("""
        class C
        {
            [Memalloc] static T Any<T>() where T : new() => {|MKIT3001:new T()|};
            [Memalloc] static T Struct<T>() where T : struct => new T();
        }
        """);

    [Fact]
    public Task Expression_tree_is_reported_and_its_lambda_is_not_entered() => Verify.InScope(
        "System.Linq.Expressions.Expression<Func<object>> e = {|MKIT3001:() => new object()|};");

    [Fact]
    public Task Unreachable_branch_is_silent() => Verify.InScope("""
        const bool Off = false;
        object o = null;
        #pragma warning disable CS0162 // Unreachable code is what the test is about.
        if (Off) { o = new object(); } else { o = {|MKIT3001:new object()|}; }
        o = Off ? new object() : null;
        """);

    [Fact]
    public Task Attribute_and_nameof_are_silent() => Verify.Source("""
        class C
        {
            [Memalloc, Obsolete("no " + "string")]
            string M(int number) => nameof(number);
        }
        """);

    [Fact]
    public Task Message_names_the_type_and_the_remedy() => Verify.Source(
        """
        class C { [Memalloc] void M() { var o = {|#0:new List<int>()|}; } }
        """,
        Verify.Message("MKIT3001", 0, "new List<int>() allocates at least 32 bytes in a memalloc scope; rent it from an InstanceReserve<List<int>>, make it a struct, or make it before the scope"));
}
