using MemallocKit.Analyzers.Tests.Contexts;
using MemallocKit.Analyzers.Tests.Verification;
using MemallocKit.CodeFixes;

namespace MemallocKit.Analyzers.Tests.CodeFixes;

public class WriteIntoLeaseTextTests
{
    [Theory]
    [InlineData("string.Concat(name, \"\\t{\")", "$\"{name}\\t{{\"", "2 + (name?.Length ?? 0)")]
    [InlineData("string.Create(culture, $\"page {page}\")", "culture, $\"page {page}\"", "16")]
    [InlineData("(page > 1 ? 2 : page) + name", "$\"{(page > 1 ? 2 : page)}{name}\"", "11 + (name?.Length ?? 0)")]
    [InlineData("page.ToString(culture)", "culture, $\"{page}\"", "11")]
    public Task Text_is_written_as_an_interpolated_string(string made, string written, string room) => Verify.Fix<WriteIntoLeaseCodeFix>(
        Source($"var line = {{|MKIT3006:{made}|}};"),
        "using System.Runtime.InteropServices;\n\n" + Source($$"""
            if (!memalloc.Lines.TryRent({{(room.Contains(' ') ? $"({room})" : room)}} * sizeof(char), out var lineLease))
                    {
                        return;
                    }

                    using (lineLease)
                    {
                        var lineBuffer = MemoryMarshal.Cast<byte, char>(lineLease.Span);
                        if (!lineBuffer.TryWrite({{written}}, out var lineLength))
                        {
                            return;
                        }

                        var line = lineBuffer[..lineLength];
                    }
            """));

    private static string Source(string statements) => $$"""
        class C
        {
            void M(in Send memalloc, string name, int page, IFormatProvider culture)
            {
                {{statements}}
            }
        }
        """ + Trees.Source;
}
