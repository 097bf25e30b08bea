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
        using System.Runtime.InteropServices;

        class C
        {
            int Entered(int page)
            {
                using var memalloc = Send.Enter();
                if (!memalloc.Lines.TryRent(16 * sizeof(char), out var lineLease))
                {
                    return default;
                }

                using (lineLease)
                {
                    var lineBuffer = MemoryMarshal.Cast<byte, char>(lineLease.Span);
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

    [Fact]
    public Task Lease_is_as_long_as_the_parts_and_bytes_are_written_at_once() => Verify.Fix<WriteIntoLeaseCodeFix>(
        """
        using System.Text;

        class C
        {
            [Memalloc(typeof(Send))] int Marked(string name, Guid id, double value, bool last)
            {
                var line = {|MKIT3006:$"{{{name}}} {id} {value:F2} {value,30}"|};
                var bytes = Encoding.UTF8.GetBytes({|MKIT3006:$"ü {name}{last}{value}"|}); // as they are sent
                return line.Length + bytes.Length;
            }
        }
        """ + Trees.Source,
        """
        using System.Runtime.InteropServices;
        using System.Text;
        using System.Text.Unicode;

        class C
        {
            [Memalloc(typeof(Send))] int Marked(string name, Guid id, double value, bool last)
            {
                if (!Trees.Network.Lines.TryRent((137 + (name?.Length ?? 0)) * sizeof(char), out var lineLease))
                {
                    return default;
                }

                using (lineLease)
                {
                    var lineBuffer = MemoryMarshal.Cast<byte, char>(lineLease.Span);
                    if (!lineBuffer.TryWrite($"{{{name}}} {id} {value:F2} {value,30}", out var lineLength))
                    {
                        return default;
                    }

                    var line = lineBuffer[..lineLength];
                    if (!Trees.Network.Lines.TryRent(83 + (name?.Length ?? 0) * 3, out var bytesLease))
                    {
                        return default;
                    }

                    using (bytesLease)
                    {
                        if (!Utf8.TryWrite(bytesLease.Span, $"ü {name}{last}{value}", out var bytesLength))
                        {
                            return default;
                        }

                        var bytes = bytesLease.Span[..bytesLength]; // as they are sent
                        return line.Length + bytes.Length;
                    }
                }
            }
        }
        """ + Trees.Source);
}
