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
    public Task Message_names_the_contexts() => Verify.Source("""
        class C
        {
            void Outside() { {|#0:Marked.Either()|}; }
        }
        """ + Members + Trees.Source,
        Verify.Message("MKIT2006", 0, "'Either' runs in 'Send' or 'Store', which is not entered here; enter it before by 'using var memalloc = Send.Enter();', or mark the caller [Memalloc(typeof(Send))]"));
}
