using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Contexts;

public class UnprimedContextTests
{
    [Fact]
    public Task Context_of_a_program_that_nothing_primes_is_reported_once_at_its_first_entry() => Verify.Program("""
        using (var memalloc = {|MKIT2007:Send.Enter()|}) { }
        C.M();

        static class C
        {
            public static void M() { using var memalloc = Send.Enter(); }
            static void Prime() { }
        }
        """ + Trees.Source);

    [Fact]
    public Task Context_that_is_entered_before_it_is_primed_is_reported() => Verify.Program("""
        var n = args.Length;
        if (n > 1) { using var memalloc = {|MKIT2007:Send.Enter()|}; }
        {|MKIT2007:C.Run()|};
        C.Other();
        Send.Prime();
        C.Run();

        static class C
        {
            public static void Run() => Inner();
            static void Inner() { using var memalloc = Send.Enter(); }
            public static void Other() { using var memalloc = WriteOut.Enter(); }
        }
        """ + Trees.Source);

    [Fact]
    public Task Context_that_is_primed_before_or_perhaps_elsewhere_is_silent() => Task.WhenAll(
        Verify.Program("""
            if (args.Length > 1) { Send.Prime(); }
            C.Run();
            for (var i = 0; i < 3; i++)
            {
                Send.Prime();
                C.Run();
            }
            using var memalloc = Send.Enter();
            Send.Prime();

            static class C { public static void Run() { using var memalloc = Send.Enter(); } }
            """ + Trees.Source),
        Verify.Program("""
            C.SetUp();
            C.Again();

            static class C
            {
                public static void SetUp() => Send.Prime();
                public static void Again() { using (Send.Enter()) { } Send.Prime(); }
            }
            """ + Trees.Source),
        Verify.Program("""
            C.Run();
            static class C
            {
                public static void Run() { if (!s_isPrimed) { Prime(); } using var memalloc = Send.Enter(); }
                static void Prime() { Send.Prime(); s_isPrimed = true; }
                static bool s_isPrimed;
            }
            """ + Trees.Source));

    [Fact]
    public Task Thread_that_enters_and_does_not_prime_is_reported_where_it_is_started() => Verify.Program("""
        using System.Threading;
        Send.Prime();
        new Thread({|MKIT2007:C.Work|}).Start();
        new Thread({|MKIT2007:() => C.Work()|}) { IsBackground = true }.Start();
        ThreadPool.QueueUserWorkItem({|MKIT2007:static _ => { using var memalloc = Send.Enter(); }|});
        _ = Task.Run({|MKIT2007:C.Deep|});
        using var timer = new Timer({|MKIT2007:C.Tick|}, null, 0, 10);
        Parallel.Invoke({|MKIT2007:C.Work|}, C.Primed);
        void Local() => C.Work();
        new Thread({|MKIT2007:Local|}).Start();

        static class C
        {
            public static void Work() { using var memalloc = Send.Enter(); }
            public static void Deep() => Work();
            public static void Tick(object state) { while (state is null) { using (Send.Enter()) { } } }
            public static void Primed() { Send.Prime(); Work(); }
        }
        """ + Trees.Source);

    [Fact]
    public Task Library_answers_for_the_threads_that_it_starts() => Verify.Source("""
        using System.Threading;
        class C
        {
            void M() => new Thread({|MKIT2007:Work|}).Start();
            static void Work() { using var memalloc = Send.Enter(); }
        }
        """ + Trees.Source);

    [Fact]
    public Task Thread_that_primes_or_does_not_enter_is_silent() => Verify.Program("""
        using System.Threading;
        Send.Prime();
        new Thread(C.Work).Start();
        new Thread(C.Guarded).Start();
        new Thread(C.Delegated).Start();
        new Thread(() => { Send.Prime(); using var memalloc = Send.Enter(); }).Start();
        new Thread(C.Other).Start();
        new Thread(C.Idle).Start();
        C.Run(C.Enters);
        Action later = C.Enters;

        static class C
        {
            public static void Work() { SetUp(); Enters(); }
            static void SetUp() => Send.Prime();
            public static void Enters() { using var memalloc = Send.Enter(); }
            public static void Guarded() { Run(() => Send.Prime()); Enters(); }
            public static void Delegated() { Run(() => { }); Func<PrimeReport> prime = Send.Prime; prime(); Enters(); }
            public static void Other() { using var memalloc = WriteOut.Enter(); }
            public static void Idle() { Action enter = Enters; }
            public static void Run(Action action) => action();
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

    [Fact]
    public Task Messages_say_by_what_and_where() => Verify.Program("""
        using System.Threading;
        new Thread({|#0:C.Work|}).Start();
        using (var memalloc = {|#1:Send.Enter()|}) { }
        Send.Prime();
        static class C { public static void Work() { using var memalloc = Send.Enter(); } }
        """ + Trees.Source,
        Verify.Message("MKIT2007", 0, "'Send' is entered by 'Work → Send.Enter' on a thread that does not prime it, so first calls in it allocate; call 'Send.Prime()' there before")
            .WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations),
        Verify.Message("MKIT2007", 1, "'Send' is entered before it is primed further down, so first calls in it allocate; call 'Send.Prime()' before"));
}
