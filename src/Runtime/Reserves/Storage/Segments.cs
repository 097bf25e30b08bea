// A table that grows without moving what is in it.
using MemallocKit.Estimation;

namespace MemallocKit.Reserves;

/// <summary>
/// Segments of 1024 elements: growing adds some and never copies an element, so elements may be written meanwhile by those whose they are.
/// A mutable struct: keep it in a field. Growing is for one caller at a time.
/// </summary>
internal struct Segments<T>()
    where T : struct
{
    private const int Shift = 10;
    private const int Size = 1 << Shift;

    private T[][] _segments = [];

    /// <summary>How many elements there are.</summary>
    public readonly int Count => Volatile.Read(in _segments).Length << Shift;

    public readonly ref T this[int index] => ref Volatile.Read(in _segments)[index >> Shift][index & (Size - 1)];

    /// <summary>Makes room for at least that many. Allocates.</summary>
    /// <exception cref="OutOfMemoryException">Nothing was changed.</exception>
    public void Grow(long count)
    {
        var needed = PageArithmetic.DivideUp(count, Size);
        var segments = _segments;
        if (needed <= segments.Length)
            return;
        if (needed > Array.MaxLength >> Shift)
            throw new OutOfMemoryException($"A table of {count:N0} elements cannot be had.");
        var before = segments.Length;
        Array.Resize(ref segments, (int)needed);
        for (var index = before; index < segments.Length; index++)
            segments[index] = new T[Size];
        Volatile.Write(ref _segments, segments);
    }
}
