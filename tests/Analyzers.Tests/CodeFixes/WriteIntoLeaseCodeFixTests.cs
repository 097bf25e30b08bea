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
            void Compared(in Send memalloc, string a, string b) { var line = {|MKIT3006:a + b|}; line.StartsWith("a"); }
            void Object(in Send memalloc, string a, object b) { var line = {|MKIT3006:a + b|}; line.Contains('a'); }
            [Memalloc] int NoContext(int n) { var line = {|MKIT3006:$"page {n}"|}; return line.Length; }
        }
        """ + Trees.Source);

    [Fact]
    public Task Texts_that_are_joined_or_formatted_are_written_and_passed_as_spans() => Verify.Fix<WriteIntoLeaseCodeFix>(
        """
        using System.Globalization;

        class C
        {
            void Joined(in Send memalloc, string name, int pages)
            {
                string line = {|MKIT3006:name + ": " + (pages + 1) + " {pages}"|};
                Take(line);
            }
            void Formatted(in Send memalloc, double value)
            {
                var line = {|MKIT3006:value.ToString("F2", CultureInfo.InvariantCulture)|};
                Take(line);
            }
            void Passed(in Send memalloc, int pages)
            {
                // Told to all.
                Take({|MKIT3006:"pages out: " + pages|}); // soon
            }
            [Memalloc] static void Take(ReadOnlySpan<char> text) { }
        }
        """ + Trees.Source,
        """
        using System.Globalization;
        using System.Runtime.InteropServices;

        class C
        {
            void Joined(in Send memalloc, string name, int pages)
            {
                if (!memalloc.Lines.TryRent((21 + (name?.Length ?? 0)) * sizeof(char), out ByteLease lineLease))
                {
                    return;
                }

                using (lineLease)
                {
                    Span<char> lineBuffer = MemoryMarshal.Cast<byte, char>(lineLease.Span);
                    if (!lineBuffer.TryWrite($"{name}: {pages + 1} {{pages}}", out int lineLength))
                    {
                        return;
                    }

                    Span<char> line = lineBuffer[..lineLength];
                    Take(line);
                }
            }
            void Formatted(in Send memalloc, double value)
            {
                if (!memalloc.Lines.TryRent(64 * sizeof(char), out var lineLease))
                {
                    return;
                }

                using (lineLease)
                {
                    var lineBuffer = MemoryMarshal.Cast<byte, char>(lineLease.Span);
                    if (!lineBuffer.TryWrite(CultureInfo.InvariantCulture, $"{value:F2}", out var lineLength))
                    {
                        return;
                    }

                    var line = lineBuffer[..lineLength];
                    Take(line);
                }
            }
            void Passed(in Send memalloc, int pages)
            {
                // Told to all.
                if (!memalloc.Lines.TryRent(22 * sizeof(char), out var textLease))
                {
                    return;
                }

                using (textLease)
                {
                    var textBuffer = MemoryMarshal.Cast<byte, char>(textLease.Span);
                    if (!textBuffer.TryWrite($"pages out: {pages}", out var textLength))
                    {
                        return;
                    }

                    var text = textBuffer[..textLength];
                    Take(text); // soon
                }
            }
            [Memalloc] static void Take(ReadOnlySpan<char> text) { }
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
                if (!Trees.Network.Lines.TryRent((135 + (name?.Length ?? 0)) * sizeof(char), out var lineLease))
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
