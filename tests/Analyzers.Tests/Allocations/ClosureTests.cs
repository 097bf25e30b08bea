using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Allocations;

public class ClosureTests
{
    [Fact]
    public Task Closure_is_reported_where_the_captured_scope_begins() => Verify.Source("""
        class C
        {
            [Memalloc]
            void {|MKIT3004:M|}(int p)
            {
                if (p == 0) { return; }
                var x = p;
                Action a = {|MKIT3005:() => { x += p; }|};
            }
        }
        """);

    [Fact]
    public Task Closure_that_begins_before_the_scope_is_not_in_it() => Verify.InScope("""
        Action a = {|MKIT3005:() => number.Equals(1)|};
        """);

    [Fact]
    public Task Closure_of_a_block_inside_the_scope_is_reported_at_the_block() => Verify.InScope("""
        if (number > 1)
        {|MKIT3004:{|}
            var x = number + 1;
            Action a = {|MKIT3005:() => x.Equals(1)|};
        }
        """);

    [Fact]
    public Task Closure_over_a_loop_variable_is_reported_at_the_loop() => Verify.InScope("""
        {|MKIT3004:foreach|} (var b in bytes)
        {
            Action a = {|MKIT3005:() => b.Equals(1)|};
        }
        """);

    [Fact]
    public Task Lambda_that_captures_only_this_has_no_closure() => Verify.Source("""
        class C
        {
            int _field;
            [Memalloc] Func<int> M() => {|MKIT3005:() => _field|};
        }
        """);

    [Fact]
    public Task Local_function_that_is_only_called_has_its_captures_on_the_stack() => Verify.Source("""
        class C
        {
            [Memalloc]
            int M(int p)
            {
                return Add(1) + Add(2);
                int Add(int n) => n + p;
            }
        }
        """);

    [Fact]
    public Task Local_function_that_becomes_a_delegate_needs_a_closure() => Verify.Source("""
        class C
        {
            [Memalloc]
            Func<int, int> {|MKIT3004:M|}(int p)
            {
                return {|MKIT3005:Add|};
                int Add(int n) => n + p;
            }
        }
        """);

    [Fact]
    public Task Lambda_that_calls_a_capturing_local_function_captures_with_it() => Verify.Source("""
        class C
        {
            [Memalloc]
            Func<int> {|MKIT3004:M|}(int p)
            {
                return {|MKIT3005:() => Add(1)|};
                int Add(int n) => n + p;
            }
        }
        """);

    [Fact]
    public Task Static_lambdas_constants_and_own_variables_are_silent() => Verify.InScope("""
        const int K = 4;
        Func<int, int> a = static n => n + 1;
        Func<int, int> b = n => { var own = n; return own + K; };
        """);

    [Fact]
    public Task Message_names_the_captured_variables() => Verify.Source(
        """
        class C
        {
            [Memalloc] Func<int> {|#0:M|}(int p)
            {
                var x = p + 1;
                return {|MKIT3005:() => x + p|};
            }
        }
        """,
        Verify.Message("MKIT3004", 0, "the closure over 'p', 'x' allocates 24 bytes here, in a memalloc scope, whether or not the lambda is reached; pass what it needs as arguments to a static lambda or a local function that is only called"));

    [Fact]
    public Task Query_that_captures_is_reported() => Verify.Source("""
        using System.Linq;
        class C
        {
            [Memalloc] object {|MKIT3004:M|}(int p, List<int> list) => from n in list {|MKIT3010:where {|MKIT3005:n > p|}|} select n;
        }
        """);
}
