using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Contexts;

public class UnprimedContextTests
{
    [Fact]
    public Task Context_of_a_program_that_nothing_primes_is_reported_at_each_entry() => Verify.Program("""
        using (var memalloc = {|MKIT2007:Send.Enter()|}) { }
        C.M();

        static class C
        {
            public static void M() { using var memalloc = {|MKIT2007:Send.Enter()|}; }
            static void Prime() { }
        }
        """ + Trees.Source);

    [Theory]
    [InlineData("Send.Prime();")]
    [InlineData("Func<object> prime = Send.Prime;")]
    public Task Context_that_is_primed_somewhere_is_silent(string primes) => Verify.Program($$"""
        using (var memalloc = Send.Enter()) { }

        static class C
        {
            static void AtStart() { {{primes}} }
        }
        """ + Trees.Source);

    [Fact]
    public Task Libraries_and_contexts_without_the_method_are_silent()
    {
        const string Enter = "static class C { static void M() { using var memalloc = Send.Enter(); } }";
        return Task.WhenAll(
            Verify.Source(Enter + Trees.Source),
            Verify.Program("using var memalloc = WriteOut.Enter();"));
    }

    [Fact]
    public Task Message_names_the_call_to_add() => Verify.Program("""
        using (var memalloc = {|#0:Send.Enter()|}) { }
        """ + Trees.Source,
        Verify.Message("MKIT2007", 0, "'Send' is entered and nothing in the program primes it, so first calls in it allocate; call 'Send.Prime()' at start, after 'Connect()'"));
}
