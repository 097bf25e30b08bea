// Appends text, names and numbers to a span, or through a span to a stream.
using System.Text;

namespace MemallocKit.Diagnostics;

/// <summary>
/// Without a stream it stops at the end of its span and remembers that it did; with one it empties the span into it whenever
/// it is full. Allocates nothing, at any optimisation tier: no interpolation handlers (their generic code boxes at tier 0), no
/// <see cref="Encoding"/> (its replacement of lone surrogates makes an object).
/// </summary>
internal ref struct Utf8Writer(Span<byte> buffer, Stream? stream = null)
{
    /// <summary>The shortest span that a stream can be written through: no single piece is longer.</summary>
    public const int SmallestBuffer = 64;

    private readonly Span<byte> _buffer = buffer;
    private int _length;

    /// <summary>The length of all that was written up to the last <see cref="EndPart"/>.</summary>
    public int Ended { get; private set; }

    /// <summary>Something did not fit; nothing is added any more.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Marks what was added so far as a whole.</summary>
    public void EndPart()
    {
        if (!Overflowed)
            Ended = _length;
    }

    /// <summary>Adds a piece of at most <see cref="SmallestBuffer"/> bytes.</summary>
    public void Add(scoped ReadOnlySpan<byte> utf8)
    {
        if (!HasRoom(utf8.Length))
            return;
        utf8.CopyTo(_buffer[_length..]);
        _length += utf8.Length;
    }

    /// <summary>Adds a number that is not negative. By hand: the framework's formatting boxes where it is not optimised.</summary>
    public void Add(long number)
    {
        const int LongestNumber = 19;
        Span<byte> digits = stackalloc byte[LongestNumber];
        var start = LongestNumber;
        do
        {
            digits[--start] = (byte)('0' + (number % 10));
            number /= 10;
        }
        while (number > 0);
        Add(digits[start..]);
    }

    public void AddSpaces(int count)
    {
        for (; count > 0; count--)
            Add(" "u8);
    }

    /// <summary>Adds a name for people: control characters, which could forge a line, become U+FFFD.</summary>
    public void AddName(ReadOnlySpan<char> name)
    {
        while (!name.IsEmpty)
        {
            var rune = Next(ref name);
            Add(Rune.IsControl(rune) ? Rune.ReplacementChar : rune);
        }
    }

    /// <summary>Adds a name as in a JSON string, without the quotes around it. Quotes inside are escaped on demand.</summary>
    public void AddEscaped(ReadOnlySpan<char> name, bool escapeQuotes)
    {
        while (!name.IsEmpty)
        {
            var rune = Next(ref name);
            switch (rune.Value)
            {
                case '\\':
                    Add("\\\\"u8);
                    break;
                case '"' when escapeQuotes:
                    Add("\\\""u8);
                    break;
                case '\t':
                    Add("\\t"u8);
                    break;
                case '\n':
                    Add("\\n"u8);
                    break;
                case '\r':
                    Add("\\r"u8);
                    break;
                default:
                    // The two separators end a line in the eyes of some readers.
                    if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029)
                        AddCodeUnit(rune.Value);
                    else
                        Add(rune);
                    break;
            }
        }
    }

    /// <summary>Hands the rest to the stream.</summary>
    public void Flush()
    {
        stream?.Write(_buffer[.._length]);
        _length = 0;
    }

    private static Rune Next(ref ReadOnlySpan<char> name)
    {
        // A lone surrogate comes out as U+FFFD.
        _ = Rune.DecodeFromUtf16(name, out var rune, out var consumed);
        name = name[consumed..];
        return rune;
    }

    private void Add(Rune rune)
    {
        const int LongestRune = 4;
        Span<byte> utf8 = stackalloc byte[LongestRune];
        Add(utf8[..rune.EncodeToUtf8(utf8)]);
    }

    private void AddCodeUnit(int value)
    {
        Add("\\u"u8);
        for (var shift = 12; shift >= 0; shift -= 4)
            Add("0123456789abcdef"u8.Slice((value >> shift) & 0xF, 1));
    }

    private bool HasRoom(int bytes)
    {
        if (!Overflowed && bytes > _buffer.Length - _length)
        {
            if (stream is null)
                Overflowed = true;
            else
                Flush();
        }

        return !Overflowed;
    }
}
