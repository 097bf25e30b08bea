using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis.Testing;

namespace MemallocKit.Analyzers.Tests.Contexts.Callees;

public class UnboundedChargeInCalleeTests
{
    private const string Helpers = """

            readonly StoredLease[] _queue;
            ByteReserve _bytes;
            bool Queue(int at, PageReserve pages)
            {
                if (!pages.TryRent(out var page)) { return false; }
                _queue[at] = page.Store();
                return true;
            }
            [Memalloc] void Charge() => _bytes.TryCharge(1);
            void Uncharge() => _bytes.Uncharge(1);
            static void Two(PageReserve pages) => pages.TryCharge(2);
            static StoredLease Give(PageReserve pages) { pages.TryRent(out var page); return page.Store(); }
            static void Use(PageReserve pages) { if (pages.TryRent(out var page)) { page.Dispose(); } }
        """;

    [Fact]
    public Task Charges_that_called_methods_keep_pile_up_too() => Verify.Source($$"""
        class C
        {
            [Memalloc] bool Stored(int count, PageReserve pages)
            {
                for (var i = 0; i < count; i++)
                {
                    if (!{|MKIT2009:Queue(i, pages)|}) { return false; }
                }
                return true;
            }
            void Charged(int[] items)
            {
                using var memalloc = WriteOut.Enter();
                foreach (var item in items) { {|MKIT2009:Charge()|}; }
            }
            void TooOften(in Send memalloc)
            {
                for (var i = 0; i < 20; i++) { {|MKIT2009:Two(Trees.Network.Pages)|}; }
            }
            {{Helpers}}
        }
        """ + Trees.Source);

    [Fact]
    public Task Charges_that_are_given_back_or_bounded_are_silent() => Verify.Source($$"""
        class C
        {
            [Memalloc] void GivenBack(int count, PageReserve pages)
            {
                for (var i = 0; i < count; i++) { Charge(); Uncharge(); }
                for (var i = 0; i < count; i++) { _bytes.TryCharge(1); Uncharge(); }
                for (var i = 0; i < count; i++) { using var page = Give(pages); Use(pages); }
                for (var i = 0; i < count; i++) { if (Queue(i, pages)) { return; } }
                while (Queue(count--, pages)) { }
                Queue(0, pages);
            }
            void Fits(in Send memalloc)
            {
                for (var i = 0; i < 16; i++) { Two(Trees.Network.Pages); }
            }
            void Outside(int count, PageReserve pages)
            {
                for (var i = 0; i < count; i++) { Queue(i, pages); }
            }
            {{Helpers}}
        }
        """ + Trees.Source);

    [Fact]
    public Task Message_names_the_chain() => Verify.Source($$"""
        class C
        {
            void M(in Send memalloc)
            {
                for (var i = 0; i < 20; i++) { {|#0:Two(Trees.Network.Pages)|}; }
            }
            {{Helpers}}
        }
        """ + Trees.Source,
        Verify.Message("MKIT2009", 0, "'Pages' is charged by 'M → Two → pages.TryCharge' in each turn of a loop and not given back in it, 20 times 2 of a limit of 32; give it back in the loop, or end the loop at a constant within the limit")
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
}
