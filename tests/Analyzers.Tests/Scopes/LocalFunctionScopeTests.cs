using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Scopes;

public class LocalFunctionScopeTests
{
    [Fact]
    public Task Local_function_that_is_only_called_before_the_scope_is_no_part_of_it() => Verify.Source("""
        class C
        {
            void M()
            {
                SetUp();
                using var memalloc = WriteOut.Enter();
                static void SetUp() { GC.KeepAlive(new object()); Deeper(); }
                static void Deeper() => GC.KeepAlive(new object());
            }
        }
        """);

    [Fact]
    public Task Local_function_that_the_scope_calls_is_part_of_it() => Verify.Source("""
        class C
        {
            void M()
            {
                Both();
                using var memalloc = WriteOut.Enter();
                Both();
                Chained();
                static void Both() => GC.KeepAlive({|MKIT3001:new object()|});
                static void Chained() => Deeper();
                static void Deeper() => GC.KeepAlive({|MKIT3001:new object()|});
            }
        }
        """);

    [Fact]
    public Task Local_function_that_becomes_a_delegate_or_is_never_called_is_judged_where_it_is_written() => Verify.Source("""
        class C
        {
            void M()
            {
                Action run = Delegated;
                run();
                using var memalloc = WriteOut.Enter();
                static void Delegated() => GC.KeepAlive({|MKIT3001:new object()|});
                static void Uncalled() => GC.KeepAlive({|MKIT3001:new object()|});
            }
        }
        """);

    [Fact]
    public Task Marked_local_function_is_a_scope_wherever_it_is_called() => Verify.Source("""
        class C
        {
            void M()
            {
                SetUp();
                Marked();
                using var memalloc = WriteOut.Enter();
                static void SetUp()
                {
                    GC.KeepAlive(new object());
                    [Memalloc] static void Inner() => GC.KeepAlive({|MKIT3001:new object()|});
                    Inner();
                }
                [Memalloc] static void Marked() => GC.KeepAlive({|MKIT3001:new object()|});
            }
        }
        """);

    [Fact]
    public Task Lambda_is_judged_where_it_is_written() => Verify.Source("""
        class C
        {
            Func<object> _kept;
            void M()
            {
                Func<object> before = () => new object();
                using var memalloc = WriteOut.Enter();
                _kept = () => {|MKIT3001:new object()|};
                Use(() => {|MKIT3001:new object()|});
            }
            static void Use(Func<object> f) { }
        }
        """);
}
