using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis.Testing;

namespace MemallocKit.Analyzers.Tests.Contexts.Callees;

public class RentAgainInCalleeTests
{
    private const string Helpers = """

            static bool Head()
            {
                if (!Trees.Network.Lines.TryRent(8, out var line)) { return false; }
                using (line) { line.Span.Clear(); }
                return true;
            }
            [Memalloc] static void Body(ByteReserve lines) { using var line = lines.Rent(8, TimeSpan.Zero); line.Span.Clear(); }
            static void Inner(in Send memalloc) { if (memalloc.Lines.TryRent(8, out var line)) { line.Dispose(); } }
            static void Deep(in Send memalloc) => Inner(memalloc);
            static void Sometimes(bool which) { if (which) { using var line = Trees.Network.Lines.Rent(8, TimeSpan.Zero); } }
            static void After(bool which) { if (which) { return; } using var line = Trees.Network.Lines.Rent(8, TimeSpan.Zero); }
            static bool Gives(out ByteLease line) => Trees.Network.Lines.TryRent(8, out line);
            static void Keeps() { if (Trees.Network.Lines.TryRent(8, out var line)) { s_kept = line.Store(); } }
            static void OwnScope() { using var memalloc = Send.Enter(); using var line = Trees.Network.Lines.Rent(8, TimeSpan.Zero); }
            static StoredLease s_kept;
        """;

    [Fact]
    public Task Method_that_rents_and_gives_back_is_both_where_it_is_called() => Verify.Source($$"""
        class C
        {
            bool Twice()
            {
                using var memalloc = Send.Enter();
                if (!Head()) { return false; }
                return {|MKIT2004:Head()|};
            }
            [Memalloc] void Passed(ByteReserve lines, bool more)
            {
                Body(lines);
                if (more) { {|MKIT2004:Body(lines)|}; }
            }
            void Given(in Send memalloc)
            {
                Inner(memalloc);
                {|MKIT2004:Deep(memalloc)|};
            }
            void BeforeAndAfter(in Send memalloc)
            {
                if (memalloc.Lines.TryRent(8, out var line)) { line.Dispose(); }
                {|MKIT2004:Inner(memalloc)|};
                if ({|MKIT2004:memalloc.Lines.TryRent(8, out var more)|}) { more.Dispose(); }
            }
            {{Helpers}}
        }
        """ + Trees.Source);

    [Fact]
    public Task Other_methods_and_turns_of_loops_are_silent() => Verify.Source($$"""
        class C
        {
            void M(bool which, int n, ByteReserve others)
            {
                using var memalloc = Send.Enter();
                Sometimes(which);
                Sometimes(which);
                After(which);
                After(which);
                if (Gives(out var a)) { a.Dispose(); }
                if (Gives(out var b)) { b.Dispose(); }
                Keeps();
                Keeps();
                OwnScope();
                OwnScope();
                if (which) { Head(); } else { Head(); }
            }
            void Loop(int n)
            {
                using var memalloc = Send.Enter();
                for (var i = 0; i < n; i++) { Head(); }
            }
            [Memalloc] void Others(ByteReserve lines, ByteReserve others) { Body(lines); Body(others); }
            void NoScope() { Head(); Head(); }
            void Scopes() { using (Send.Enter()) { Head(); } using (Send.Enter()) { Head(); } }
            {{Helpers}}
        }
        """ + Trees.Source);

    [Fact]
    public Task Message_names_the_chain() => Verify.Source($$"""
        class C
        {
            [Memalloc] void M()
            {
                Head();
                {|#0:All()|};
            }
            static void All() => Head();
            {{Helpers}}
        }
        """ + Trees.Source,
        Verify.Message("MKIT2004", 0, "'Lines' is rented again by 'M → All → Head → Trees.Network.Lines.TryRent' after its lease was given back in the same scope, so another caller may have it by now; keep the first lease for both uses")
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
}
