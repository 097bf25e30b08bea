using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Contexts;

/// <summary>Leases that come from calls of the program's own, and leases that are lent and passed on.</summary>
public class HandedLeaseTests
{
    private const string Members = """

            ByteReserve _bytes;
            StoredLease _kept;
            PageLease Make(PageReserve pages) { pages.TryRent(out var page); return page; }
            bool TryMake(PageReserve pages, out PageLease page) => pages.TryRent(out page);
            bool Open(PageReserve pages, out PageLease page) => pages.TryRent(out page);
            bool Fails(PageReserve pages, out PageLease page) => !pages.TryRent(out page);
            void Both(PageReserve pages, out PageLease first, out PageLease second) { first = Make(pages); second = Make(pages); }
            Line Begin() => new(_bytes.Rent(8, TimeSpan.Zero));
            static void Read(PageLease page) => page.Span.Clear();
            static void Look(in PageLease page) => page.Span.Clear();
            static void Finish(PageLease page) { using (page) { } }
            static void Swap(ref PageLease page) { }
        """;

    private const string Types = """

        ref struct Line
        {
            ByteLease _lease;
            public Line(ByteLease lease) => _lease = lease;
            public int Length => _lease.Span.Length;
            public ByteLease Lease() => _lease;
            public void Dispose() => _lease.Dispose();
        }
        ref struct View
        {
            ByteLease _lease;
            public View(ByteLease lease) => _lease = lease;
            public void Dispose() { }
        }
        """;

    [Fact]
    public Task Lease_that_a_call_hands_over_and_nobody_gives_back_is_reported() => Verify.Source($$"""
        class C
        {
            void Results(PageReserve pages)
            {
                {|MKIT2002:Make(pages)|};
                _ = {|MKIT2002:Make(pages)|};
                {|MKIT2002:Make(pages)|}.Span.Clear();
                var page = {|MKIT2002:Make(pages)|};
                page.Span.Clear();
                var either = pages is null ? {|MKIT2002:Make(null)|} : {|MKIT2002:pages.Rent(1, TimeSpan.Zero)|};
                either.Span.Clear();
            }
            void Arguments(PageReserve pages)
            {
                TryMake(pages, {|MKIT2002:out _|});
                if (Open(pages, {|MKIT2002:out var page|})) { page.Span.Clear(); }
                Both(pages, {|MKIT2002:out var first|}, out var second);
                second.Dispose();
            }
            void Holders()
            {
                {|MKIT2002:Begin()|};
                var line = {|MKIT2002:Begin()|};
                if (line.Length > 1) { return; }
                var made = {|MKIT2002:new Line(_bytes.Rent(8, TimeSpan.Zero))|};
            }
            void Lent(PageReserve pages)
            {
                var page = {|MKIT2002:Make(pages)|};
                Read(page);
                Look(in page);
                _ = page;
                Read({|MKIT2002:Make(pages)|});
                Look({|MKIT2002:Make(pages)|});
            }
            void Stored(PageReserve pages)
            {
                if (pages.TryRent(out var a)) { {|MKIT2002:a.Store()|}; }
                if (pages.TryRent(out var b)) { var kept = {|MKIT2002:b.Store()|}; kept.Span.Clear(); }
            }
            {{Members}}
        }
        """ + Types);

    [Fact]
    public Task Lease_that_a_call_hands_over_and_a_path_loses_is_reported() => Verify.Source($$"""
        class C
        {
            bool Result(PageReserve pages, bool full)
            {
                var page = {|MKIT2005:Make(pages)|};
                if (full) { return false; }
                page.Dispose();
                return true;
            }
            bool Tried(PageReserve pages, bool full)
            {
                if (!TryMake(pages, {|MKIT2005:out var page|})) { return false; }
                if (full) { return false; }
                page.Dispose();
                return true;
            }
            bool Opened(PageReserve pages, bool full)
            {
                if (!Open(pages, {|MKIT2005:out var page|})) { return false; }
                if (full) { return false; }
                page.Dispose();
                return true;
            }
            void Lent(PageReserve pages, bool full)
            {
                if (!pages.TryRent({|MKIT2005:out var page|})) { return; }
                Read(page);
                if (full) { Finish(page); }
            }
            void Held(bool full)
            {
                var line = {|MKIT2005:Begin()|};
                if (full) { return; }
                line.Dispose();
            }
            void Chosen(PageReserve pages, PageReserve others, bool which, bool full)
            {
                var page = which ? {|MKIT2005:pages.Rent(1, TimeSpan.Zero)|} : {|MKIT2005:others.Rent(1, TimeSpan.Zero)|};
                if (full) { return; }
                page.Dispose();
            }
            void Stored(PageReserve pages, bool full)
            {
                if (!pages.TryRent(out var page)) { return; }
                var kept = {|MKIT2005:page.Store()|};
                if (full) { return; }
                kept.Dispose();
            }
            {{Members}}
        }
        """ + Types);

    [Fact]
    public Task Lease_that_is_given_back_or_handed_on_is_silent() => Verify.Source($$"""
        class C
        {
            void Results(PageReserve pages)
            {
                using (Make(pages)) { }
                using var page = Make(pages);
                Read(page);
                Finish(Make(pages));
                Make(pages).Dispose();
                _kept = Make(pages).Store();
                var moved = Make(pages);
                Swap(ref moved);
                var empty = Make(pages);
                if (empty.Span.IsEmpty) { return; }
                empty.Dispose();
                using var either = pages is null ? Make(null) : pages.Rent(1, TimeSpan.Zero);
            }
            void Arguments(PageReserve pages)
            {
                if (Fails(pages, out var a)) { return; }
                a.Dispose();
                if (!Open(pages, out var b)) { return; }
                using (b) { }
                Both(pages, out var first, out var second);
                first.Dispose();
                second.Dispose();
            }
            PageLease On(PageReserve pages) => Make(pages);
            void Holders(ByteLease lease)
            {
                using var line = Begin();
                var view = new View(lease);
                line.Lease().Span.Clear();
                var made = Begin();
                made.Dispose();
            }
            void Stored(PageReserve pages, Queue<StoredLease> queue)
            {
                if (pages.TryRent(out var a)) { queue.Enqueue(a.Store()); }
                if (pages.TryRent(out var b)) { var kept = b.Store(); queue.Enqueue(kept); }
                if (queue.TryPeek(out var first)) { first.Span.Clear(); }
                var second = queue.Peek();
            }
            {{Members}}
        }
        """ + Types);
}
