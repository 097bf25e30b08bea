using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis.Testing;

namespace MemallocKit.Analyzers.Tests.Contexts;

public class CopiedLeaseTests
{
    private const string Members = """

            StoredLease _kept;
            static void Finish(PageLease page) => page.Dispose();
            static void Held(PageLease page) { using var held = page; page.Span.Clear(); }
            static void Sometimes(PageLease page, bool which) { if (which) { page.Dispose(); } }
            static void Read(PageLease page) => page.Span.Clear();
            static void Swap(ref PageLease page) { }
        """;

    [Fact]
    public Task Lease_that_two_variables_give_back_is_reported() => Verify.Source($$"""
        class C
        {
            void Copies(PageReserve pages)
            {
                if (!pages.TryRent(out var a)) { return; }
                var b = a;
                a.Dispose();
                {|MKIT2011:b|}.Dispose();
            }
            void OneOfTwo(PageReserve pages, bool which)
            {
                var a = pages.Rent(1, TimeSpan.Zero);
                var b = a;
                if (which) { b.Dispose(); }
                {|MKIT2011:a|}.Dispose();
            }
            void Third(PageReserve pages)
            {
                var a = pages.Rent(1, TimeSpan.Zero);
                var b = a;
                var c = b;
                c.Dispose();
                {|MKIT2011:a|}.Dispose();
            }
            void InUsing(PageReserve pages, bool early)
            {
                if (!pages.TryRent(out var a)) { return; }
                using (a)
                {
                    a.Span.Clear();
                    if (early) { {|MKIT2011:a|}.Dispose(); return; }
                }
            }
            void AfterUsing(PageReserve pages)
            {
                if (!pages.TryRent(out var a)) { return; }
                using (a) { a.Span.Clear(); }
                {|MKIT2011:a|}.Dispose();
            }
            void StoredInUsing(PageReserve pages)
            {
                if (!pages.TryRent(out var a)) { return; }
                using (a) { _kept = {|MKIT2011:a|}.Store(); }
            }
            void Declared(PageReserve pages)
            {
                if (!pages.TryRent(out var a)) { return; }
                using var held = a;
                {|MKIT2011:a|}.Dispose();
            }
            PageLease Returned(PageReserve pages)
            {
                pages.TryRent(out var a);
                using (a) { return {|MKIT2011:a|}; }
            }
            void Passed(PageReserve pages)
            {
                if (!pages.TryRent(out var a)) { return; }
                Finish(a);
                {|MKIT2011:a|}.Dispose();
                if (!pages.TryRent(out var b)) { return; }
                using (b) { Held({|MKIT2011:b|}); }
                using var c = pages.Rent(1, TimeSpan.Zero);
                Finish({|MKIT2011:c|});
            }
            void Kept(PageReserve pages)
            {
                if (!pages.TryRent(out var a)) { return; }
                var kept = a.Store();
                var copy = kept;
                kept.Dispose();
                {|MKIT2011:copy|}.Dispose();
            }
            {{Members}}
        }
        """);

    [Fact]
    public Task Lease_that_one_variable_gives_back_is_silent() => Verify.Source($$"""
        class C
        {
            void Moved(PageReserve pages, bool which)
            {
                PageLease best = default;
                if (pages.TryRent(out var a)) { best = a; }
                best.Dispose();
                if (!pages.TryRent(out var b)) { return; }
                var c = b;
                if (which) { b.Dispose(); } else { c.Dispose(); }
            }
            void Twice(PageReserve pages)
            {
                if (!pages.TryRent(out var a)) { return; }
                a.Dispose();
                a.Dispose();
                using var b = pages.Rent(1, TimeSpan.Zero);
                b.Dispose();
            }
            void Lent(PageReserve pages)
            {
                if (!pages.TryRent(out var a)) { return; }
                using (a) { Read(a); }
                if (!pages.TryRent(out var b)) { return; }
                Read(b);
                Finish(b);
            }
            void Again(PageReserve pages, int n)
            {
                PageLease last = default;
                for (var i = 0; i < n; i++)
                {
                    if (!pages.TryRent(out var page)) { break; }
                    last.Dispose();
                    last = page;
                }
                last.Dispose();
            }
            void Flag(PageReserve pages, bool which)
            {
                if (!pages.TryRent(out var a)) { return; }
                var copy = a;
                var isMoved = false;
                if (which) { copy.Dispose(); isMoved = true; }
                if (!isMoved) { a.Dispose(); }
            }
            void Unknown(PageReserve pages, bool which)
            {
                if (!pages.TryRent(out var a)) { return; }
                var b = a;
                Swap(ref b);
                b.Dispose();
                a.Dispose();
                if (!pages.TryRent(out var c)) { return; }
                Sometimes(c, which);
                if (!which) { c.Dispose(); }
            }
            void Alias(PageReserve pages)
            {
                if (!pages.TryRent(out var a)) { return; }
                ref var b = ref a;
                b.Dispose();
                a.Dispose();
            }
            PageLease Returned(PageReserve pages, bool which)
            {
                pages.TryRent(out var a);
                var b = a;
                if (which) { b.Dispose(); return default; }
                return a;
            }
            void Chosen(PageReserve pages, bool which)
            {
                if (!pages.TryRent(out var a) | !pages.TryRent(out var b)) { a.Dispose(); b.Dispose(); return; }
                var first = which ? a : b;
                first.Span.Clear();
                a.Dispose();
                b.Dispose();
            }
            {{Members}}
        }
        """);

    [Fact]
    public Task Message_names_the_variable() => Verify.Source("""
        class C
        {
            void M(PageReserve pages)
            {
                if (!pages.TryRent(out var page)) { return; }
                using (page) { {|#0:page|}.Dispose(); }
            }
        }
        """,
        Verify.Message("MKIT2011", 0, "The lease in 'page' is given back through a copy of it too, and the second time throws or frees the memory of another; give it back in one place")
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
}
