// Builds a line of words and numbers in a span.

namespace NetworkSwap.Job;

/// <summary>
/// Allocates nothing, also in code that the JIT has not optimised yet: the interpolation handlers of the framework box
/// numbers there.
/// </summary>
internal ref struct Utf8Line(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _length;

    public readonly ReadOnlySpan<byte> Text => _buffer[.._length];

    public void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer[_length..]);
        _length += text.Length;
    }

    public void Append(long number)
    {
        number.TryFormat(_buffer[_length..], out int written);
        _length += written;
    }
}
