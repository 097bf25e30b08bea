using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Contexts;

public class MissedLeaseTests
{
    [Fact]
    public Task Paths_that_leave_with_the_lease_are_reported() => Verify.Source("""
        class C
        {
            bool Returns(PageReserve pages, bool full)
            {
                if (!pages.TryRent({|MKIT2005:out var page|})) { return false; }
                if (full) { return false; }
                page.Dispose();
                return true;
            }
            void Throws(PageReserve pages, bool full)
            {
                if (!pages.TryRent({|MKIT2005:out var page|})) { return; }
                if (full) { throw null; }
                page.Dispose();
            }
            void Falls(PageReserve pages, int n)
            {
                if (pages.TryRent({|MKIT2005:out var page|}) && n > 0) { page.Dispose(); }
            }
            void Kept(PageReserve pages, int n)
            {
                var rented = pages.TryRent({|MKIT2005:out var page|});
                if (!rented) { return; }
                if (n > 0) { page.Dispose(); }
            }
            void Result(ByteReserve bytes, int n)
            {
                var lease = {|MKIT2005:bytes.Rent(8, TimeSpan.Zero)|};
                if (n > 0) { lease.Dispose(); }
            }
            void Handler(PageReserve pages)
            {
                if (!pages.TryRent({|MKIT2005:out var page|})) { return; }
                try { Fill(page.Span); page.Dispose(); }
                catch (InvalidOperationException) { return; }
            }
            void Local(PageReserve pages)
            {
                void Inner(bool full) { if (pages.TryRent({|MKIT2005:out var page|})) { if (full) { return; } page.Dispose(); } }
                Inner(true);
            }
            static void Fill(Span<byte> span) { }
        }
        """);

    [Fact]
    public Task Loops_and_assignments_that_lose_the_lease_are_reported() => Verify.Source("""
        class C
        {
            void Loop(PageReserve pages, int n)
            {
                for (var i = 0; i < n; i++)
                {
                    if (!pages.TryRent({|MKIT2005:out var page|})) { break; }
                    if (i == 3) { continue; }
                    page.Dispose();
                }
            }
            void Twice(PageReserve pages)
            {
                pages.TryRent({|MKIT2005:out var page|});
                pages.TryRent(out page);
                page.Dispose();
            }
            void Assigned(PageReserve pages)
            {
                if (pages.TryRent({|MKIT2005:out var page|})) { page = default; }
                page.Dispose();
            }
        }
        """);

    [Fact]
    public Task Paths_that_all_give_back_are_silent() => Verify.Source("""
        class C
        {
            bool Using(PageReserve pages, bool full)
            {
                if (!pages.TryRent(out var page)) { return false; }
                using (page)
                {
                    if (full) { return false; }
                    if (page.Span.Length > 1) { throw null; }
                }
                return true;
            }
            void UsingDeclaration(PageReserve pages, bool full)
            {
                if (!pages.TryRent(out var page)) { return; }
                using var held = page;
                if (full) { return; }
                held.Span.Clear();
            }
            void UsingResult(ByteReserve bytes, bool full)
            {
                using var lease = bytes.Rent(8, TimeSpan.Zero);
                if (full) { throw null; }
            }
            void Finally(PageReserve pages, bool full)
            {
                PageLease page = default;
                try
                {
                    if (!pages.TryRent(out page)) { return; }
                    if (full) { throw null; }
                }
                finally { page.Dispose(); }
            }
            int Switch(PageReserve pages, int n)
            {
                if (!pages.TryRent(out var page)) { return 0; }
                switch (n)
                {
                    case 1: page.Dispose(); return 1;
                    case 2: Take(ref page); return 2;
                    default: _stored = page.Store(); return 3;
                }
            }
            void Always(PageReserve pages, bool full)
            {
                pages.TryRent(out var page);
                if (full) { Fill(page.Span); }
                page.Dispose();
            }
            void Retry(PageReserve pages, ByteReserve bytes)
            {
                if (!pages.TryRent(out var page) && !pages.TryRent(2, out page)) { return; }
                page.Dispose();
            }
            void Drain(PageReserve pages)
            {
                while (pages.TryRent(out var page)) { page.Dispose(); }
            }
            void Handler(PageReserve pages)
            {
                if (!pages.TryRent(out var page)) { return; }
                try { Fill(page.Span); }
                catch (InvalidOperationException) { page.Dispose(); throw; }
                page.Dispose();
            }
            StoredLease _stored;
            static void Take(ref PageLease page) => page.Dispose();
            static void Fill(Span<byte> span) { }
        }
        """);

    [Fact]
    public Task Paths_that_cannot_be_taken_are_silent() => Verify.Source("""
        class C
        {
            void Kept(PageReserve pages)
            {
                var rented = pages.TryRent(out var page);
                Fill(default);
                if (rented) { page.Dispose(); }
            }
            void KeptWithMore(PageReserve pages, bool wanted)
            {
                PageLease page = default;
                var rented = wanted && pages.TryRent(out page);
                if (!rented) { return; }
                page.Dispose();
            }
            void SameCondition(PageReserve pages, bool wanted)
            {
                PageLease page = default;
                if (wanted) { pages.TryRent(out page); }
                Fill(page.Span);
                if (wanted) { page.Dispose(); }
            }
            void Flag(PageReserve pages, bool wanted)
            {
                PageLease page = default;
                var rented = false;
                if (wanted) { rented = pages.TryRent(out page); }
                if (rented) { page.Dispose(); }
            }
            void NotReached(PageReserve pages, bool full)
            {
                if (!pages.TryRent(out var page)) { return; }
                if (full) { Fail(); }
                page.Dispose();
            }
            bool Passed(PageReserve pages, out PageLease lease) => pages.TryRent(out lease);
            PageLease Lease(PageReserve pages) { pages.TryRent(out var page); return page; }
            bool Unknown(PageReserve pages, bool wanted)
            {
                if (pages.TryRent(out var page) == wanted) { return false; }
                page.Dispose();
                return true;
            }
            [System.Diagnostics.CodeAnalysis.DoesNotReturn] static void Fail() => throw null;
            static void Fill(Span<byte> span) { }
        }
        """);

    [Fact]
    public Task Message_names_the_lease_and_where_the_path_ends() => Verify.Source("""
        class C
        {
            void M(PageReserve pages, bool full)
            {
                if (!pages.TryRent({|#0:out var page|})) { return; }
                if (full) { {|#1:throw null|}; }
                page.Dispose();
            }
        }
        """,
        Verify.Message("MKIT2005", 0, "The lease 'page' rented here is still held where the code throws; write 'using (page)' around its use, or dispose it before")
            .WithOptions(Microsoft.CodeAnalysis.Testing.DiagnosticOptions.IgnoreAdditionalLocations));
}
