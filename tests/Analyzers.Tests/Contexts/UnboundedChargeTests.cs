using MemallocKit.Analyzers.Tests.Verification;

namespace MemallocKit.Analyzers.Tests.Contexts;

public class UnboundedChargeTests
{
    [Fact]
    public Task Charges_that_pile_up_are_reported() => Verify.Source("""
        class C
        {
            readonly StoredLease[] _queue;
            [Memalloc] bool Stored(int count, PageReserve pages)
            {
                for (var i = 0; i < count; i++)
                {
                    if (!{|MKIT2009:pages.TryRent(out var page)|}) { return false; }
                    _queue[i] = page.Store();
                }
                return true;
            }
            void Charged(int[] items, ByteReserve bytes)
            {
                using var memalloc = WriteOut.Enter();
                foreach (var item in items) { {|MKIT2009:bytes.TryCharge(item)|}; }
            }
            void TooOften(in Send memalloc)
            {
                for (var i = 0; i < 33; i++) { {|MKIT2009:Trees.Network.Pages.TryCharge(1)|}; }
                for (var i = 0; i <= 4; i++) { for (var j = 0; j < 4; j++) { {|MKIT2009:Trees.Network.Pages.TryCharge(2)|}; } }
            }
        }
        """ + Trees.Source);

    [Fact]
    public Task Charges_that_are_given_back_or_bounded_are_silent() => Verify.Source("""
        class C
        {
            readonly StoredLease[] _queue;
            [Memalloc] void GivenBack(int count, PageReserve pages, ByteReserve bytes)
            {
                for (var i = 0; i < count; i++)
                {
                    if (!pages.TryRent(out var page)) { return; }
                    page.Dispose();
                    bytes.TryCharge(1);
                    bytes.Uncharge(1);
                    if (!bytes.TryRent(8, out var line)) { return; }
                    using var kept = line.Store();
                }
            }
            [Memalloc] void Passed(int count, PageReserve pages)
            {
                while (count-- > 0) { if (pages.TryRent(out var page)) { Take(ref page); } }
            }
            [Memalloc] int First(int count, PageReserve pages)
            {
                for (var i = 0; i < count; i++)
                {
                    if (_queue[i].IsEmergency && pages.TryRent(out var page)) { _queue[i] = page.Store(); return i; }
                }
                return -1;
            }
            [Memalloc] void Drain(int at, PageReserve pages)
            {
                while (pages.TryRent(out var page)) { _queue[at++] = page.Store(); }
            }
            void Fits(in Send memalloc, PageReserve unknown)
            {
                for (var i = 0; i < 32; i++) { Trees.Network.Pages.TryCharge(1); }
                for (var i = 0; i < 100; i++) { unknown.TryCharge(1); }
            }
            void EachInItsOwn(int count, PageReserve pages)
            {
                for (var i = 0; i < count; i++) { using var memalloc = WriteOut.Enter(); pages.TryCharge(1); }
                for (var i = 0; i < count; i++) { pages.TryCharge(1); }
            }
            static void Take(ref PageLease page) => page.Dispose();
        }
        """ + Trees.Source);

    [Fact]
    public Task Message_counts_where_constants_tell() => Verify.Source("""
        class C
        {
            void M(in Send memalloc)
            {
                for (var i = 0; i < 20; i++) { {|#0:Trees.Network.Pages.TryCharge(2)|}; }
            }
        }
        """ + Trees.Source,
        Verify.Message("MKIT2009", 0, "'Pages' is charged in each turn of a loop and not given back in it, 20 times 2 of a limit of 32; give it back in the loop, or end the loop at a constant within the limit"));
}
