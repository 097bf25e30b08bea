// What priming a context does, leaves out and refuses, and how often.
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using MemallocKit.Generated;

namespace MemallocKit.Runtime.Tests.Reserves.Contexts;

public partial class ContextPrimingTests
{
    [Fact]
    public void Priming_twice_does_the_second_time_only_what_belongs_to_a_thread()
    {
        using var tree = new TestTree().Connect();
        var runs = 0;
        var priming = Of(tree).Cover(typeof(Plain)).Run("Some.WarmUp", () => runs++);

        var first = priming.Prime();
        var second = priming.Prime();
        PrimeReport? third = null;
        var thread = new Thread(() => third = priming.Prime());
        thread.Start();
        thread.Join();

        Assert.Equal((false, 1, "Some.WarmUp"), (first.IsRepetition, first.NodesPrimed, string.Join(", ", first.MethodsRun)));
        Assert.True(first.MethodsPrepared >= 1 && first.TypesInitialized >= 1);
        foreach (var report in new[] { second, third! })
            Assert.Equal((true, 1, 0, 0, 0), (report.IsRepetition, report.NodesPrimed, report.MethodsPrepared, report.TypesInitialized, report.MethodsRun.Count));
        Assert.Equal(1, runs);
    }

    [Fact]
    public void Report_reads_as_a_sentence_with_a_line_for_each_thing_that_was_skipped()
    {
        using var tree = new TestTree().Connect();
        var priming = Of(tree).Skip("Some.Hidden", "nobody can name it").Run("Some.WarmUp", () => { });

        Assert.Matches(
            @"^MemallocKit\.Runtime\.Tests\.Reserves\.Contexts\.HandWritten primed: 1 type initialized, \d+ methods prepared, 0 imports linked, 1 node primed, run: Some\.WarmUp\.\nSkipped Some\.Hidden: nobody can name it$",
            priming.Prime().ToString());
        Assert.Equal("MemallocKit.Runtime.Tests.Reserves.Contexts.HandWritten primed again: 1 node primed.", priming.Prime().ToString());
    }

    [Fact]
    public void Priming_before_connecting_is_refused_and_runs_nothing()
    {
        using var tree = new TestTree();
        var runs = 0;
        var priming = Of(tree).Run("Some.WarmUp", () => runs++);

        Assert.Contains("is not connected", Assert.Throws<InvalidOperationException>(() => priming.Prime()).Message, StringComparison.Ordinal);
        Assert.Equal(0, runs);

        tree.Connect();
        Assert.False(priming.Prime().IsRepetition);
        Assert.Equal(1, runs);
    }

    [Fact]
    public void Method_of_the_user_that_throws_fails_priming_and_runs_again_with_those_after_it()
    {
        using var tree = new TestTree().Connect();
        var runs = new List<string>();
        var fails = true;
        var priming = Of(tree)
            .Run("First", () => runs.Add("first"))
            .Run("Second", () => { runs.Add("second"); if (fails) throw new FormatException("No."); })
            .Run("Third", () => runs.Add("third"));

        var failure = Assert.Throws<PrimeException>(() => priming.Prime());
        Assert.Contains("'Second', which is marked with [MemallocPrime], threw System.FormatException: No.", failure.Message, StringComparison.Ordinal);
        Assert.IsType<FormatException>(failure.InnerException);
        Assert.Equal(["First"], failure.Report.MethodsRun);

        fails = false;
        Assert.Equal(["Second", "Third"], priming.Prime().MethodsRun);
        Assert.Equal(["first", "second", "second", "third"], runs);
    }

    [Fact]
    public void Method_of_the_user_that_primes_its_own_context_ends()
    {
        using var tree = new TestTree().Connect();
        ContextPriming? priming = null;
        PrimeReport? inner = null;
        priming = Of(tree).Run("Some.WarmUp", () => inner = priming!.Prime());

        Assert.Equal(["Some.WarmUp"], priming.Prime().MethodsRun);
        Assert.True(inner!.IsRepetition);
    }

    [Fact]
    public void Threads_that_prime_at_the_same_time_run_the_method_of_the_user_once()
    {
        using var tree = new TestTree().Connect();
        var runs = 0;
        var priming = Of(tree).Cover(typeof(Plain)).Run("Some.WarmUp", () => runs++);
        var reports = new PrimeReport[4];
        using var barrier = new Barrier(reports.Length);

        var threads = Enumerable.Range(0, reports.Length).Select(index => new Thread(() =>
        {
            barrier.SignalAndWait();
            reports[index] = priming.Prime();
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal(1, runs);
        Assert.Single(reports, report => !report.IsRepetition);
    }

    [Fact]
    public void Missing_library_fails_priming_after_the_rest_was_done_and_is_named_with_its_entry_point()
    {
        using var tree = new TestTree().Connect();
        var runs = 0;
        var priming = Of(tree).Cover(typeof(WithMissingLibrary)).Run("Some.WarmUp", () => runs++);

        for (var attempt = 0; attempt < 2; attempt++)
        {
            var failure = Assert.Throws<PrimeException>(() => priming.Prime());
            Assert.Contains(
                "The import 'MemallocKit.Runtime.Tests.Reserves.Contexts.ContextPrimingTests.WithMissingLibrary.Rescue' cannot be bound: entry point 'rescue_all' of library 'no-such-library'.",
                failure.Message,
                StringComparison.Ordinal);
            Assert.IsType<DllNotFoundException>(failure.InnerException);
            Assert.Equal(1, failure.Report.ImportsLinked);
            Assert.True(failure.Report.MethodsPrepared > 0);
        }

        Assert.Equal(1, runs);
    }

    [Fact]
    public void Missing_entry_point_is_named()
    {
        using var tree = new TestTree().Connect();

        var failure = Assert.Throws<PrimeException>(() => Of(tree).Cover(typeof(WithMissingEntryPoint)).Prime());

        Assert.Contains("entry point 'no_such_function' of library 'libc'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_of_another_system_is_skipped()
    {
        using var tree = new TestTree().Connect();

        var report = Of(tree).Cover(typeof(WithForeignImport)).Prime();

        var skip = Assert.Single(report.Skipped);
        Assert.EndsWith("WithForeignImport.Rescue", skip.Member, StringComparison.Ordinal);
        Assert.Equal("it is an import for tvos14.0 only", skip.Reason);
    }

    [Fact]
    public void Static_constructor_that_throws_fails_priming()
    {
        using var tree = new TestTree().Connect();

        var failure = Assert.Throws<PrimeException>(() => Of(tree).Cover(typeof(WithBadConstructor)).Prime());

        Assert.Contains("The static constructor of 'MemallocKit.Runtime.Tests.Reserves.Contexts.ContextPrimingTests.WithBadConstructor' threw System.FormatException: No.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Generic_members_are_skipped_unless_marked_code_calls_them()
    {
        using var tree = new TestTree().Connect();

        var report = Of(tree).Cover(typeof(WithGenericMembers)).Cover(typeof(Generic<>)).Prime();

        Assert.Equal(
            ["ContextPrimingTests.Generic<T>.Uncalled", "ContextPrimingTests.WithGenericMembers.Uncalled<T>"],
            report.Skipped.Select(skip => skip.Member.Replace("MemallocKit.Runtime.Tests.Reserves.Contexts.", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.All(report.Skipped, skip => Assert.EndsWith("call it from a method with [MemallocPrime]", skip.Reason, StringComparison.Ordinal));
    }

    private static ContextPriming Of(TestTree tree) => new(typeof(HandWritten), [tree.Root]);

    private static class Plain
    {
        [Memalloc]
        public static int Member(int number) => number + 1;
    }

    private static partial class WithMissingLibrary
    {
        [Memalloc]
        public static int Member() => Rescue() + getpid();

        [LibraryImport("no-such-library", EntryPoint = "rescue_all")]
        private static partial int Rescue();

        [LibraryImport("libc")]
        private static partial int getpid();
    }

    private static partial class WithMissingEntryPoint
    {
        // An import of a type with marked members counts as theirs, called or not.
        [Memalloc]
        public static int Member() => 1;

        [LibraryImport("libc", EntryPoint = "no_such_function")]
        private static partial int Missing();
    }

    [SupportedOSPlatform("tvos14.0")]
    private static partial class WithForeignImport
    {
        [Memalloc]
        public static int Member() => Rescue();

        [LibraryImport("no-such-library")]
        private static partial int Rescue();
    }

    private static class WithBadConstructor
    {
        private static readonly int s_value = Throws() ? 1 : 0;

        [Memalloc]
        public static int Member() => s_value;

        private static bool Throws() => throw new FormatException("No.");
    }

    private static class WithGenericMembers
    {
        [Memalloc]
        public static int Caller() => Called(1) + Generic<long>.Called();

        [Memalloc]
        public static int Called<T>(T value) => value!.GetHashCode();

        [Memalloc]
        public static int Uncalled<T>(T value) => value!.GetHashCode();
    }

    [Memalloc]
    private static class Generic<T>
    {
        public static int Called() => typeof(T).IsValueType ? 1 : 0;

        public static int Uncalled() => typeof(T).IsValueType ? 1 : 0;
    }
}
