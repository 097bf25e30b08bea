using MemallocKit.Analyzers.Tests.Contexts;
using MemallocKit.Analyzers.Tests.Verification;
using MemallocKit.CodeFixes;

namespace MemallocKit.Analyzers.Tests.CodeFixes;

public class PrimeCodeFixTests
{
    [Fact]
    public Task Context_is_primed_after_its_tree_is_connected_at_top_level() => Verify.FixProgram<PrimeCodeFix>(
        """
        // At start.
        using var reserves = Trees.Connect();
        Console.WriteLine();
        C.M();
        static class C { public static void M() { using var memalloc = {|MKIT2007:Send.Enter()|}; } }
        """ + Trees.Source,
        """
        // At start.
        using var reserves = Trees.Connect();
        Send.Prime();
        Console.WriteLine();
        C.M();
        static class C { public static void M() { using var memalloc = Send.Enter(); } }
        """ + Trees.Source);

    [Fact]
    public Task Context_that_is_entered_twice_is_reported_at_the_first_and_primed_once() => Verify.FixProgram<PrimeCodeFix>(
        """
        C.Main2();
        static class C
        {
            public static void Main2()
            {
                var reserves = Trees.Connect();
                M();
            }
            public static void M() { using var memalloc = {|MKIT2007:Send.Enter()|}; }
            public static void N() { using var memalloc = Send.Enter(); }
        }
        """ + Trees.Source,
        """
        C.Main2();
        static class C
        {
            public static void Main2()
            {
                var reserves = Trees.Connect();
                Send.Prime();
                M();
            }
            public static void M() { using var memalloc = Send.Enter(); }
            public static void N() { using var memalloc = Send.Enter(); }
        }
        """ + Trees.Source);

    [Fact]
    public Task Connection_of_a_using_statement_is_primed_in_its_body() => Verify.FixProgram<PrimeCodeFix>(
        """
        using (Trees.Connect())
        {
            using var memalloc = {|MKIT2007:Send.Enter()|};
        }
        """ + Trees.Source,
        """
        using (Trees.Connect())
        {
            Send.Prime();
            using var memalloc = Send.Enter();
        }
        """ + Trees.Source);

    [Fact]
    public Task Nothing_is_offered_where_nothing_connects_the_tree()
    {
        var source = "using (var memalloc = {|MKIT2007:Send.Enter()|}) { }" + Trees.Source;
        return Verify.FixProgram<PrimeCodeFix>(source, source);
    }
}
