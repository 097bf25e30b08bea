using MemallocKit.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis.Testing;

namespace MemallocKit.Analyzers.Tests.Contexts;

public class ThrownLeaseTests
{
    private const string Members = """

            System.IO.Stream _stream;
            static void Fill(Span<byte> span) => span.Clear();
            static void Checked(Span<byte> span) { if (span.IsEmpty) { throw new InvalidOperationException(); } }
            static void Deep(Span<byte> span) => Checked(span);
            [Memalloc] static void Marked(Span<byte> span) { if (span.IsEmpty) { throw {|MKIT3011:new InvalidOperationException()|}; } }
            [Memalloc] static void Free(Span<byte> span) => span.Clear();
            static void Take(ref PageLease page) => page.Dispose();
        """;

    [Fact]
    public Task Lease_that_an_exception_loses_is_reported() => Verify.Source($$"""
        class C
        {
            void Unknown(PageReserve pages)
            {
                if (!pages.TryRent({|MKIT2010:out var page|})) { return; }
                _stream.Write(page.Span);
                page.Dispose();
            }
            void Throws(PageReserve pages)
            {
                if (pages.TryRent({|MKIT2010:out var page|})) { Deep(page.Span); page.Dispose(); }
                if (pages.TryRent({|MKIT2010:out var other|})) { Marked(other.Span); other.Dispose(); }
            }
            void Result(ByteReserve bytes)
            {
                var lease = {|MKIT2010:bytes.Rent(8, TimeSpan.Zero)|};
                _stream.Write(lease.Span);
                lease.Dispose();
            }
            void Caught(PageReserve pages)
            {
                if (!pages.TryRent({|MKIT2010:out var page|})) { return; }
                try { _stream.Write(page.Span); } catch (InvalidOperationException) { }
                page.Dispose();
            }
            {{Members}}
        }
        """);

    [Fact]
    public Task Lease_that_every_exception_gives_back_is_silent() => Verify.Source($$"""
        class C
        {
            void Using(PageReserve pages)
            {
                if (!pages.TryRent(out var page)) { return; }
                using (page) { _stream.Write(page.Span); }
            }
            void Finally(PageReserve pages)
            {
                if (!pages.TryRent(out var page)) { return; }
                try { _stream.Write(page.Span); } finally { page.Dispose(); }
            }
            bool Caught(PageReserve pages)
            {
                if (!pages.TryRent(out var page)) { return false; }
                try { _stream.Write(page.Span); } catch (Exception) { page.Dispose(); throw; }
                page.Dispose();
                return true;
            }
            void NothingThrows(PageReserve pages, ByteReserve bytes)
            {
                if (!pages.TryRent(out var page)) { return; }
                Fill(page.Span);
                Free(page.Span);
                if (!bytes.TryRent(8, out var line)) { page.Dispose(); return; }
                line.Span[0] = page.Span[0];
                line.Dispose();
                page.Dispose();
            }
            void After(PageReserve pages)
            {
                if (!pages.TryRent(out var page)) { return; }
                page.Dispose();
                _stream.Flush();
            }
            void Passed(PageReserve pages)
            {
                if (!pages.TryRent(out var page)) { return; }
                Take(ref page);
                _stream.Flush();
                page.Dispose();
            }
            {{Members}}
        }
        """);

    [Fact]
    public Task Message_names_the_call() => Verify.Source($$"""
        class C
        {
            void M(PageReserve pages)
            {
                if (!pages.TryRent({|#0:out var page|})) { return; }
                _stream.Write(page.Span);
                page.Dispose();
            }
            {{Members}}
        }
        """,
        Verify.Message("MKIT2010", 0, "The lease 'page' rented here is lost when 'Stream.Write' throws, before it is disposed; write 'using (page)' around its use")
            .WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));
}
