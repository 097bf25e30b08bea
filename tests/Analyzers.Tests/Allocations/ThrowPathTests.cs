using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Allocations;

public class ThrowPathTests
{
    [Fact]
    public Task Throw_is_reported_apart_with_all_it_builds() => Verify.InScope("""
        if (number < 0) { throw {|MKIT3011:new ArgumentException({|MKIT3011:$"bad {number}"|})|}; }
        any = any ?? throw {|MKIT3011:new ArgumentNullException()|};
        """);

    [Fact]
    public Task Rethrow_and_throw_of_an_existing_exception_are_silent() => Verify.InScope("""
        try { throw s_ready; } catch (Exception) { throw; }
        """, "static readonly Exception s_ready = new();");

    [Fact]
    public Task Callee_that_only_throws_is_reported_as_a_throw_path() => Verify.Source(
        """
        class C
        {
            [Memalloc] void M(int n) { {|#0:Check(n)|}; }
            static void Check(int n) { if (n < 0) { throw {|#1:new ArgumentException()|}; } }
        }
        """,
        Verify.Message("MKIT3011", 0, "Throwing allocates in a memalloc scope: M → Check → new ArgumentException(); report the failure as a result, or throw an exception made before the scope")
            .WithLocation(1));

    [Fact]
    public Task Call_that_never_returns_is_a_throw_path_with_its_arguments() => Verify.Source("""
        using System.Diagnostics.CodeAnalysis;
        class C
        {
            [Memalloc] void M(int n) { if (n < 0) { {|MKIT3011:Fail({|MKIT3011:$"{n}"|})|}; } }
            [DoesNotReturn] static void Fail(string message) { var e = new Exception(message); throw e; }
        }
        """);

    [Fact]
    public Task Statements_that_only_build_what_is_thrown_are_part_of_the_throw() => Verify.InScope("""
        if (number < 0)
        {
            var all = {|MKIT3011:new object[] { {|MKIT3011:number|} }|};
            var message = {|MKIT3011:$"bad {number}"|};
            var e = {|MKIT3011:new ArgumentException(message)|};
            e.HResult = {|MKIT3011:new int[number]|}.Length + all.Length;
            throw e;
        }

        switch (number)
        {
            case 1:
                var other = {|MKIT3011:"a" + number|};
                throw {|MKIT3011:new ArgumentException(other)|};
        }

        if (number > 9) { var fatal = {|MKIT3011:"a" + number|}; Fail(fatal); }
        """,
        "[System.Diagnostics.CodeAnalysis.DoesNotReturn] [Memalloc] static void Fail(string text) => throw s_ready; static readonly Exception s_ready = new();");

    [Fact]
    public Task What_is_also_used_otherwise_before_a_throw_is_no_part_of_it() => Verify.InScope("""
        if (number < 0)
        {
            var kept = {|MKIT3001:new object()|};
            s_kept = kept;
            var message = {|MKIT3006:$"bad {number}"|};
            if (message.Length > 2) { return; }
            throw {|MKIT3011:new ArgumentException({|MKIT3011:message + kept|})|};
        }

        var logged = {|MKIT3006:$"bad {number}"|};
        Log(logged);
        var unused = {|MKIT3001:new object()|};
        throw {|MKIT3011:new ArgumentException(logged)|};
        """,
        "static object s_kept; [Memalloc] static void Log(string text) { }");
}
