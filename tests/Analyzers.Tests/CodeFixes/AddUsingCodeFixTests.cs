using MemallocKit.Analyzers.Tests.Verification;
using MemallocKit.CodeFixes;

namespace MemallocKit.Analyzers.Tests.CodeFixes;

public class AddUsingCodeFixTests
{
    [Fact]
    public Task Dropped_context_is_declared_by_using() => Verify.Fix<AddUsingCodeFix>(
        """
        class C
        {
            void M(int n)
            {
                // Write it out.
                {|MKIT2001:WriteOut.Enter()|}; // emergency
                n++;
            }
        }
        """,
        """
        class C
        {
            void M(int n)
            {
                // Write it out.
                using var memalloc = WriteOut.Enter(); // emergency
                n++;
            }
        }
        """);

    [Fact]
    public Task Declared_context_gets_the_keyword() => Verify.Fix<AddUsingCodeFix>(
        """
        class C
        {
            void M()
            {
                // Write it out.
                WriteOut held = {|MKIT2001:WriteOut.Enter()|};
            }
        }
        """,
        """
        class C
        {
            void M()
            {
                // Write it out.
                using WriteOut held = WriteOut.Enter();
            }
        }
        """);

    [Fact]
    public Task Names_in_use_are_left_alone_and_all_are_fixed_at_once() => Verify.Fix<AddUsingCodeFix>(
        """
        class C
        {
            void M(int memalloc)
            {
                {|MKIT2001:WriteOut.Enter()|};
            }
            void N()
            {
                var a = {|MKIT2001:WriteOut.Enter()|};
            }
        }
        """,
        """
        class C
        {
            void M(int memalloc)
            {
                using var memalloc2 = WriteOut.Enter();
            }
            void N()
            {
                using var a = WriteOut.Enter();
            }
        }
        """);

    [Fact]
    public Task Two_contexts_of_one_block_get_two_names() => Verify.Fix<AddUsingCodeFix>(
        """
        class C
        {
            void M()
            {
                {|MKIT2001:WriteOut.Enter()|} /* first */;
                {|MKIT2001:WriteOut.Enter()|};
            }
        }
        """,
        """
        class C
        {
            void M()
            {
                using var memalloc2 = WriteOut.Enter() /* first */;
                using var memalloc = WriteOut.Enter();
            }
        }
        """,
        """
        class C
        {
            void M()
            {
                using var memalloc = WriteOut.Enter() /* first */;
                using var memalloc2 = WriteOut.Enter();
            }
        }
        """);

    [Fact]
    public Task Top_level_statements_are_fixed_too() => Verify.FixProgram<AddUsingCodeFix>(
        """
        // Write it out.
        {|MKIT2001:WriteOut.Enter()|}; // emergency
        var n = 0;
        n++;
        """,
        """
        // Write it out.
        using var memalloc = WriteOut.Enter(); // emergency
        var n = 0;
        n++;
        """);

    [Fact]
    public Task Nothing_is_offered_where_the_intent_is_not_known() => Verify.NoFix<AddUsingCodeFix>("""
        class C
        {
            void M(bool b)
            {
                var a = {|MKIT2001:WriteOut.Enter()|};
                a.Dispose();
                if (b) {|MKIT2001:WriteOut.Enter()|};
            }
            async Task Crossed()
            {
                {|MKIT2001:WriteOut.Enter()|};
                await Task.Yield();
            }
            void N()
            {
                _ = {|MKIT2001:WriteOut.Enter()|};
            }
        }
        """);
}
