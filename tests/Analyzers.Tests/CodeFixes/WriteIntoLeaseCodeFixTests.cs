using MemallocKit.Analyzers.Tests.Contexts;
using MemallocKit.Analyzers.Tests.Verification;
using MemallocKit.CodeFixes;

namespace MemallocKit.Analyzers.Tests.CodeFixes;

public class WriteIntoLeaseCodeFixTests
{
    [Fact]
    public Task Interpolated_string_is_written_into_a_lease() => Verify.Fix<WriteIntoLeaseCodeFix>(
        """
        class C
        {
            int Entered(int page)
            {
                using var memalloc = Send.Enter();
                var line = {|MKIT3006:$"page {page}"|};
                Take(line);
                return line.Length;
            }
            static void Take(ReadOnlySpan<char> text) { }
        }
        """ + Trees.Source,
        """
        class C
        {
            int Entered(int page)
            {
                using var memalloc = Send.Enter();
                if (!memalloc.Lines.TryRent(128 * sizeof(char), out var lineLease))
                {
                    return default;
                }

                using (lineLease)
                {
                    var lineBuffer = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, char>(lineLease.Span);
                    if (!lineBuffer.TryWrite($"page {page}", out var lineLength))
                    {
                        return default;
                    }

                    var line = lineBuffer[..lineLength];
                    Take(line);
                    return line.Length;
                }
            }
            static void Take(ReadOnlySpan<char> text) { }
        }
        """ + Trees.Source);

    [Fact]
    public Task Nothing_is_offered_where_a_string_is_needed_or_no_context_gives_bytes() => Verify.NoFix<WriteIntoLeaseCodeFix>("""
        class C
        {
            string _kept;
            void Kept(in Send memalloc, int n) { var line = {|MKIT3006:$"page {n}"|}; _kept = line; }
            void Joined(in Send memalloc, string a, string b) { var line = {|MKIT3006:a + b|}; }
            [Memalloc] int NoContext(int n) { var line = {|MKIT3006:$"page {n}"|}; return line.Length; }
        }
        """ + Trees.Source);
}
