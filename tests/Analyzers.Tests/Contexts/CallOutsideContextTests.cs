using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Contexts;

public class CallOutsideContextTests
{
    private const string Members = """

        static class Marked
        {
            [Memalloc(typeof(Send))] public static void Page() { }
            [Memalloc(typeof(Send))] public static int Count => 1;
            [Memalloc(typeof(Send), typeof(Store))] public static void Either() { }
            [Memalloc(typeof(Send))] public static void Proven(in Send memalloc) { }
        }
        [Memalloc(typeof(Send))] interface IPage { void Write(); }
        [Memalloc(typeof(Send))] class Writer : IPage { public Writer() { } public void Write() { Helper(); } void Helper() { } }
        [Memalloc(typeof(Send))] struct Frame { public Frame(int n) { } }
        class Base { [Memalloc(typeof(Send))] public virtual void Flush() { } }
        class Derived : Base { public override void Flush() { Marked.Page(); } }
        class Implementation : IPage { public void Write() { Marked.Page(); } }
        """;

    [Fact]
    public Task Calls_outside_the_context_are_reported() => Verify.Source("""
        class C
        {
            int _field = {|MKIT2006:Marked.Count|};
            void Outside(IPage page, Base flush, Derived derived)
            {
                {|MKIT2006:Marked.Page()|};
                {|MKIT2006:page.Write()|};
                {|MKIT2006:flush.Flush()|};
                {|MKIT2006:derived.Flush()|};
                var frame = {|MKIT2006:new Frame(1)|};
                using (Send.Enter()) { }
                {|MKIT2006:Marked.Either()|};
            }
            void OtherContext(in Store memalloc) { {|MKIT2006:Marked.Page()|}; Marked.Either(); }
            [Memalloc] void AnyContext() { {|MKIT2006:Marked.Page()|}; }
            [Memalloc(typeof(Send), typeof(Store))] void MayBeOther() { {|MKIT2006:Marked.Page()|}; Marked.Either(); }
        }
        """ + Members + Trees.Source);

    [Fact]
    public Task Calls_inside_the_context_or_with_its_proof_are_silent() => Verify.Source("""
        class C
        {
            void Entered(Send given, Base flush)
            {
                using (Send.Enter()) { Marked.Page(); flush.Flush(); }
                using var memalloc = Send.Enter();
                if (Marked.Count == 1) { Marked.Either(); }
                static void Local() => Marked.Page();
                Local();
            }
            void Parameter(in Send memalloc) => Marked.Page();
            [Memalloc(typeof(Send))] void Caller() => Marked.Page();
            static void Proof(in Send memalloc) => Marked.Proven(memalloc);
            Writer Constructed() => new Writer();
            string Name() => nameof(Marked.Count);
        }
        """ + Members + Trees.Source);

    [Fact]
    public Task What_the_compiler_calls_outside_the_context_is_reported() => Verify.Source("""
        class C
        {
            void Outside(Word word, Words words, Pair pair, Word? none)
            {
                _ = {|MKIT2006:word + word|};
                {|MKIT2006:word += word|};
                _ = {|MKIT2006:-word|};
                {|MKIT2006:word++|};
                int n = {|MKIT2006:word|};
                foreach (var item in {|MKIT2006:words|}) { }
                using ({|MKIT2006:words|}) { }
                {|MKIT2006:using var held = words;|}
                {|MKIT2006:words.Changed += null|};
                words.Changed -= null;
                {|MKIT2006:words[1]|} = {|MKIT2006:words[2]|};
                words.Half = {|MKIT2006:words.Half|};
                {|MKIT2006:var (a, b) = pair|};
                if (pair is {|MKIT2006:(1, 2)|}) { }
                _ = {|MKIT2006:new Own()|};
            }
            void Inside(in Send memalloc, Word word, Words words, Pair pair)
            {
                _ = word + word;
                int n = word;
                foreach (var item in words) { }
                using (words) { }
                words[1] = words.Half;
                var (a, b) = pair;
                _ = {|MKIT3001:new Own()|};
            }
            class Derived : Writer { public Derived() : base() { } }
        }
        struct Word
        {
            [Memalloc(typeof(Send))] public static Word operator +(Word a, Word b) => a;
            [Memalloc(typeof(Send))] public static Word operator -(Word a) => a;
            [Memalloc(typeof(Send))] public static Word operator ++(Word a) => a;
            [Memalloc(typeof(Send))] public static implicit operator int(Word a) => 1;
        }
        class Own { [Memalloc(typeof(Send))] public Own() { } }
        struct Words : IDisposable
        {
            [Memalloc(typeof(Send))] public Items GetEnumerator() => default;
            [Memalloc(typeof(Send))] public void Dispose() { }
            public event Action Changed { [Memalloc(typeof(Send))] add { } remove { } }
            [Memalloc(typeof(Send))] public int this[int i] { get => i; set { } }
            public int Half { [Memalloc(typeof(Send))] get => 1; set { } }
            public struct Items { public int Current => 1; public bool MoveNext() => false; }
        }
        struct Pair { [Memalloc(typeof(Send))] public void Deconstruct(out int a, out int b) { a = b = 1; } }
        """ + Members + Trees.Source);

    [Fact]
    public Task Method_that_another_thread_is_started_with_is_reported_wherever_it_is_started() => Verify.Source("""
        using System.Threading;
        class C
        {
            readonly Action _made = Marked.Page;
            static void Run(Action action) => action();
            void Outside()
            {
                new Thread({|MKIT2006:Marked.Page|}).Start();
                Task.Run({|MKIT2006:Marked.Page|});
                Task.Run({|MKIT2007:Entered|});
                Run(Marked.Page);
            }
            void Inside(in Send memalloc, TaskFactory tasks) { {|MKIT3010:tasks.StartNew({|MKIT2006:Marked.Page|})|}; Run(Marked.Page); }
            static void Entered() { using var memalloc = Send.Enter(); Marked.Page(); }
        }
        """ + Members + Trees.Source);

    [Fact]
    public Task Message_names_the_contexts() => Verify.Source("""
        class C
        {
            void Outside() { {|#0:Marked.Either()|}; }
        }
        """ + Members + Trees.Source,
        Verify.Message("MKIT2006", 0, "'Either' runs in 'Send' or 'Store', which is not entered here; enter it before by 'using var memalloc = Send.Enter();', or mark the caller [Memalloc(typeof(Send))]"));
}
