using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Contexts;

public class ContextWithoutUsingTests
{
    [Fact]
    public Task Context_that_is_dropped_or_stored_without_using_is_reported() => Verify.Source("""
        class C
        {
            void M()
            {
                {|MKIT2001:WriteOut.Enter()|};
                _ = {|MKIT2001:WriteOut.Enter()|};
                var a = {|MKIT2001:WriteOut.Enter()|};
                WriteOut b;
                b = {|MKIT2001:WriteOut.Enter()|};
                Pass({|MKIT2001:WriteOut.Enter()|});
            }
            static void Pass(in WriteOut memalloc) { }
        }
        """);

    [Fact]
    public Task Context_held_by_using_is_silent() => Verify.Source("""
        class C
        {
            void M()
            {
                using (WriteOut.Enter()) { }
                using (var a = WriteOut.Enter()) { }
                using var b = WriteOut.Enter();
            }
        }
        """);

    [Fact]
    public Task Context_that_is_handed_on_is_silent() => Verify.Source("""
        ref struct Wrapper
        {
            WriteOut _inner;
            Wrapper(WriteOut inner) => _inner = inner;
            static Wrapper Enter() => new(WriteOut.Enter());
            static WriteOut Plain() => WriteOut.Enter();
            void Take() => _inner = WriteOut.Enter();
        }
        """);

    [Fact]
    public Task Message_names_the_context() => Verify.Source(
        "class C { void M() { {|#0:WriteOut.Enter()|}; } }",
        Verify.Message("MKIT2001", 0, "'WriteOut' is entered without 'using', so the thread may stay entitled to emergency memory; write 'using var memalloc = WriteOut.Enter();'"));
}
