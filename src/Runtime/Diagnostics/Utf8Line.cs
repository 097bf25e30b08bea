// Appends text and numbers to a span.
using System.Globalization;

namespace MemallocKit.Diagnostics;

/// <summary>A writer that stops at the end of its span and remembers that it did. Allocates nothing, at any optimisation tier.</summary>
internal ref struct Utf8Line(Span<byte> destination)
{
    private readonly Span<byte> _destination = destination;

    public int Length { get; private set; }

    public bool Overflowed { get; private set; }

    public void Add(ReadOnlySpan<byte> utf8)
    {
        if (!Overflowed && utf8.TryCopyTo(_destination[Length..]))
            Length += utf8.Length;
        else
            Overflowed = true;
    }

    public void Add(long number)
    {
        if (!Overflowed && number.TryFormat(_destination[Length..], out var written, default, CultureInfo.InvariantCulture))
            Length += written;
        else
            Overflowed = true;
    }
}
