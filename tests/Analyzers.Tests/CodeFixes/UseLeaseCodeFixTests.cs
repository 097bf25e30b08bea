using MemallocKit.Analyzers.Tests.Verification;
using MemallocKit.CodeFixes;

namespace MemallocKit.Analyzers.Tests.CodeFixes;

public class UseLeaseCodeFixTests
{
    [Fact]
    public Task What_follows_a_rent_moves_under_using() => Verify.Fix<UseLeaseCodeFix>(
        """
        class C
        {
            System.IO.Stream _stream;
            bool Refused(PageReserve pages, bool full)
            {
                // A page.
                if (!pages.TryRent({|MKIT2005:out var page|}))
                {
                    return false;
                }

                if (full) { return false; }
                page.Span.Clear(); // empty
                page.Dispose();
                return true;
            }
            void Rented(PageReserve pages)
            {
                if (pages.TryRent({|MKIT2010:out var page|}))
                {
                    _stream.Write(page.Span);
                    page.Dispose();
                }
                else
                {
                    _stream.Flush();
                }
                while (pages.TryRent({|MKIT2002:out var other|})) other.Span.Clear();
            }
            void Result(ByteReserve bytes, int n)
            {
                // A line.
                var line = {|MKIT2005:bytes.Rent(8, TimeSpan.Zero)|};
                switch (n)
                {
                    case 1:
                        if (!bytes.TryRent({|MKIT2002:out var more|})) break;
                        more.Span.Clear();
                        break;
                    case 2: line.Dispose(); break;
                }
            }
        }
        """.Replace("bytes.TryRent({|", "bytes.TryRent(8, {|"),
        """
        class C
        {
            System.IO.Stream _stream;
            bool Refused(PageReserve pages, bool full)
            {
                // A page.
                if (!pages.TryRent(out var page))
                {
                    return false;
                }

                using (page)
                {
                    if (full) { return false; }
                    page.Span.Clear(); // empty
                    return true;
                }
            }
            void Rented(PageReserve pages)
            {
                if (pages.TryRent(out var page))
                {
                    using (page)
                    {
                        _stream.Write(page.Span);
                    }
                }
                else
                {
                    _stream.Flush();
                }
                while (pages.TryRent(out var other))
                {
                    using (other)
                    {
                        other.Span.Clear();
                    }
                }
            }
            void Result(ByteReserve bytes, int n)
            {
                // A line.
                using var line = bytes.Rent(8, TimeSpan.Zero);
                switch (n)
                {
                    case 1:
                        if (!bytes.TryRent(8, out var more)) break;
                        using (more)
                        {
                            more.Span.Clear();
                            break;
                        }

                    case 2: break;
                }
            }
        }
        """);

    [Fact]
    public Task Top_level_statements_are_fixed_too() => Verify.FixProgram<UseLeaseCodeFix>(
        """
        PageReserve pages = null;
        if (!pages.TryRent({|MKIT2002:out var page|})) { return; }
        page.Span.Clear();
        """,
        """
        PageReserve pages = null;
        if (!pages.TryRent(out var page)) { return; }

        using (page)
        {
            page.Span.Clear();
        }
        """);

    [Fact]
    public Task Nothing_is_offered_where_the_lease_is_passed_on_or_the_rent_is_part_of_more() => Verify.NoFix<UseLeaseCodeFix>("""
        class C
        {
            StoredLease _stored;
            void Stored(PageReserve pages, bool full)
            {
                if (!pages.TryRent({|MKIT2005:out var page|})) { return; }
                if (full) { _stored = page.Store(); }
            }
            void Joined(PageReserve pages, int n)
            {
                if (pages.TryRent({|MKIT2005:out var page|}) && n > 0) { page.Dispose(); }
            }
            void Again(PageReserve pages)
            {
                pages.TryRent({|MKIT2005:out var page|});
                pages.TryRent(out page);
                page.Dispose();
            }
            void Dropped(PageReserve pages) { pages.TryRent({|MKIT2002:out _|}); }
        }
        """);
}
