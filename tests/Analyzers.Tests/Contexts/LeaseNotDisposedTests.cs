using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Contexts;

public class LeaseNotDisposedTests
{
    [Fact]
    public Task Lease_that_is_only_read_is_reported() => Verify.Source("""
        class C
        {
            void M(PageReserve pages, ByteReserve bytes)
            {
                if (pages.TryRent({|MKIT2002:out var page|})) { page.Span.Clear(); }
                ByteLease run;
                if (bytes.TryRent(16, {|MKIT2002:out run|})) { run.Span[0] = 1; }
            }
        }
        """);

    [Fact]
    public Task Lease_that_is_discarded_is_reported() => Verify.Source("""
        class C
        {
            void M(ObjectReserve<int> objects, InstanceReserve<object> instances)
            {
                objects.TryRent({|MKIT2002:out _|});
                instances.TryRent({|MKIT2002:out var _|});
            }
        }
        """);

    [Fact]
    public Task Lease_that_a_waiting_rent_gives_is_reported_where_it_is_dropped_or_only_read() => Verify.Source("""
        class C
        {
            void M(PageReserve pages, ByteReserve bytes)
            {
                {|MKIT2002:pages.Rent(1, TimeSpan.Zero)|};
                var run = {|MKIT2002:bytes.Rent(16, TimeSpan.Zero)|};
                run.Span.Clear();
                using var held = bytes.Rent(16, TimeSpan.Zero);
                Finish(bytes.Rent(16, TimeSpan.Zero));
            }
            static void Finish(ByteLease lease) => lease.Dispose();
        }
        """);

    [Fact]
    public Task Lease_that_is_disposed_is_silent() => Verify.Source("""
        class C
        {
            void M(PageReserve pages, ByteReserve bytes)
            {
                if (pages.TryRent(out var page)) { using (page) { page.Span.Clear(); } }
                if (bytes.TryRent(16, out var run)) { run.Dispose(); }
            }
        }
        """);

    [Fact]
    public Task Lease_that_may_be_passed_on_is_silent() => Verify.Source("""
        class C
        {
            void M(PageReserve pages)
            {
                if (pages.TryRent(out var a)) { Finish(ref a); }
                if (pages.TryRent(out var b)) { using var held = b; }
                if (pages.TryRent(out var c)) { _stored = c.Store(); }
            }
            StoredLease _stored;
            static PageLease Rent(PageReserve pages) { pages.TryRent(out var lease); return lease; }
            static bool Rent(PageReserve pages, out PageLease lease) => pages.TryRent(out lease);
            static void Finish(ref PageLease lease) => lease.Dispose();
        }
        """);
}
