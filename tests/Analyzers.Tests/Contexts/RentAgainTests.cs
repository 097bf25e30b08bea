using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis.Testing;

namespace MemallocKit.Analyzers.Tests.Contexts;

public class RentAgainTests
{
    [Fact]
    public Task Rent_after_the_lease_was_given_back_is_reported() => Verify.Source("""
        class C
        {
            ByteReserve _bytes;
            bool Using()
            {
                using var memalloc = Send.Enter();
                if (!memalloc.Pages.TryRent(out var a)) { return false; }
                using (a) { a.Span.Clear(); }
                if (!{|MKIT2004:memalloc.Pages.TryRent(out var b)|}) { return false; }
                b.Dispose();
                return true;
            }
            void Dispose(in Send memalloc)
            {
                if (Trees.Network.Pages.TryRent(out var a)) { a.Dispose(); }
                if ({|MKIT2004:Trees.Network.Pages.TryRent(out var b)|}) { b.Dispose(); }
            }
            [Memalloc] void Field(bool more)
            {
                { using var a = _bytes.Rent(8, TimeSpan.Zero); }
                if (more) { using var b = {|MKIT2004:_bytes.Rent(8, TimeSpan.Zero)|}; }
            }
            [Memalloc] void InLoop(int n)
            {
                for (var i = 0; i < n; i++)
                {
                    if (_bytes.TryRent(8, out var a)) { a.Dispose(); }
                    if ({|MKIT2004:_bytes.TryRent(8, out var b)|}) { b.Dispose(); }
                }
            }
        }
        """ + Trees.Source);

    [Fact]
    public Task Loops_that_rent_in_each_turn_are_silent() => Verify.Source("""
        class C
        {
            [Memalloc] void Items(ByteReserve bytes, int n)
            {
                for (var i = 0; i < n; i++)
                {
                    if (!bytes.TryRent(8, out var line)) { break; }
                    using (line) { line.Span.Clear(); }
                }
            }
            [Memalloc] void Kinds(ByteReserve bytes, int[] kinds)
            {
                foreach (var kind in kinds)
                {
                    if (kind == 1) { if (bytes.TryRent(8, out var a)) { a.Dispose(); } }
                    else { if (bytes.TryRent(16, out var b)) { b.Dispose(); } }
                }
            }
        }
        """);

    [Fact]
    public Task Rents_while_the_first_is_held_or_refused_or_elsewhere_are_silent() => Verify.Source("""
        class C
        {
            [Memalloc] void Held(ByteReserve bytes)
            {
                if (!bytes.TryRent(8, out var a)) { return; }
                using (a)
                {
                    if (bytes.TryRent(8, out var b)) { b.Dispose(); }
                }
            }
            [Memalloc] void Refused(ByteReserve bytes)
            {
                if (bytes.TryRent(64, out var a)) { a.Dispose(); return; }
                if (bytes.TryRent(8, out var b)) { b.Dispose(); }
            }
            [Memalloc] void Other(ByteReserve bytes, ByteReserve others)
            {
                if (bytes.TryRent(8, out var a)) { a.Dispose(); }
                if (others.TryRent(8, out var b)) { b.Dispose(); }
            }
            void OtherScope(ByteReserve bytes)
            {
                using (WriteOut.Enter()) { if (bytes.TryRent(8, out var a)) { a.Dispose(); } }
                using (WriteOut.Enter()) { if (bytes.TryRent(8, out var b)) { b.Dispose(); } }
            }
            void NoScope(ByteReserve bytes)
            {
                if (bytes.TryRent(8, out var a)) { a.Dispose(); }
                if (bytes.TryRent(8, out var b)) { b.Dispose(); }
            }
            [Memalloc] void Branches(ByteReserve bytes, bool which)
            {
                if (which) { if (bytes.TryRent(8, out var a)) { a.Dispose(); } }
                else if (bytes.TryRent(16, out var b)) { b.Dispose(); }
            }
            [Memalloc] void Stored(ByteReserve bytes)
            {
                if (bytes.TryRent(8, out var a)) { _kept = a.Store(); }
                if (bytes.TryRent(8, out var b)) { b.Dispose(); }
            }
            StoredLease _kept;
        }
        """);

    [Fact]
    public Task Message_names_the_reserve() => Verify.Source("""
        class C
        {
            [Memalloc] void M(ByteReserve bytes)
            {
                if (bytes.TryRent(8, out var a)) { a.Dispose(); }
                if ({|#0:bytes.TryRent(8, out var b)|}) { b.Dispose(); }
            }
        }
        """,
        Verify.Message("MKIT2004", 0, "'bytes' is rented again after its lease was given back in the same scope, so another caller may have it by now; keep the first lease for both uses")
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
}
