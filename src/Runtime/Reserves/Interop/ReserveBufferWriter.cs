// Writes into a reserve of bytes, for serializers and formatters.
using System.Buffers;
using MemallocKit.Estimation;
using MemallocKit.Reserves;

namespace MemallocKit;

/// <summary>
/// An <see cref="IBufferWriter{T}"/> whose memory is rented from a <see cref="ByteReserve"/>, segment by segment, and given back by
/// <see cref="Clear"/> or <see cref="Dispose"/>. Allocates nothing once it is made, and can be used again after <see cref="Clear"/>. Not thread-safe.
/// </summary>
public sealed class ReserveBufferWriter : IBufferWriter<byte>, IDisposable
{
    private readonly ByteReserve _reserve;
    private readonly Entitlement _entitlement;
    private readonly BufferSegment[] _segments;

    // Made beforehand: it is thrown when there may be nothing to make it of.
    private readonly InsufficientMemoryException _full;

    private int _count;
    private bool _disposed;

    /// <summary>Makes a writer. Allocates; nothing else of it does.</summary>
    /// <param name="reserve">Where the memory is rented.</param>
    /// <param name="segments">
    /// How many segments it can hold, 1 to 65,536. A segment has <see cref="ByteReserve.Largest"/> bytes, or less where the reserve has no
    /// room for that many.
    /// </param>
    /// <param name="entitlement">Whether it may use emergency memory.</param>
    public ReserveBufferWriter(ByteReserve reserve, int segments, Entitlement entitlement = Entitlement.Thread)
    {
        const int MostSegments = 65_536;
        ArgumentNullException.ThrowIfNull(reserve);
        ArgumentOutOfRangeException.ThrowIfLessThan(segments, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(segments, MostSegments);
        _reserve = reserve;
        _entitlement = entitlement;
        _segments = new BufferSegment[segments];
        for (var index = 0; index < segments; index++)
            _segments[index] = new BufferSegment();
        _full = new InsufficientMemoryException(
            $"The writer can have no other segment: it has all its {segments:N0} already, or reserve '{reserve.Name}' has no room, or the writer is not entitled to it.");
    }

    /// <summary>How many bytes were written since it was made or cleared.</summary>
    public long WrittenCount { get; private set; }

    private int Room => _count == 0 ? 0 : _segments[_count - 1].Length - _segments[_count - 1].Written;

    /// <summary>The segments that were written, in order, for <c>foreach</c>. Valid until <see cref="Clear"/>.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">More than there is room for.</exception>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count > Room)
            throw new InvalidOperationException($"There is room for {Room} bytes, so {count} cannot have been written. Ask for as many beforehand.");
        if (count == 0)
            return;
        _segments[_count - 1].Written += count;
        WrittenCount += count;
    }

    /// <summary>Room for at least <paramref name="sizeHint"/> bytes.</summary>
    /// <param name="sizeHint">0 to <see cref="ByteReserve.Largest"/>; 0 asks for at least one byte.</param>
    /// <exception cref="InsufficientMemoryException">There is none; what was written stays. Made beforehand, so that throwing it needs little.</exception>
    /// <exception cref="InvalidOperationException">The reserve is not connected.</exception>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (!TryMakeRoom(sizeHint))
            throw _full;
        var segment = _segments[_count - 1];
        return segment.Memory[segment.Written..];
    }

    /// <inheritdoc cref="GetMemory"/>
    public Span<byte> GetSpan(int sizeHint = 0) => TryGetSpan(sizeHint, out var span) ? span : throw _full;

    /// <summary><see cref="GetSpan"/> that answers false instead of throwing when there is no room.</summary>
    /// <param name="sizeHint">0 to <see cref="ByteReserve.Largest"/>; 0 asks for at least one byte.</param>
    /// <param name="span">The room.</param>
    /// <returns>False when there is none; what was written stays.</returns>
    /// <exception cref="InvalidOperationException">The reserve is not connected.</exception>
    public bool TryGetSpan(int sizeHint, out Span<byte> span)
    {
        if (!TryMakeRoom(sizeHint))
        {
            span = default;
            return false;
        }

        var segment = _segments[_count - 1];
        span = segment.GetSpan()[segment.Written..];
        return true;
    }

    /// <summary>Copies what was written, which is <see cref="WrittenCount"/> bytes.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than that.</exception>
    public void CopyTo(Span<byte> destination)
    {
        if (destination.Length < WrittenCount)
            throw new ArgumentException($"{WrittenCount} bytes do not fit in {destination.Length}.", nameof(destination));
        foreach (var written in this)
        {
            written.CopyTo(destination);
            destination = destination[written.Length..];
        }
    }

    /// <summary>Gives all memory back; the writer is as it was when it was made.</summary>
    public void Clear()
    {
        while (_count > 0)
            _segments[--_count].Empty();
        WrittenCount = 0;
    }

    /// <summary>Gives all memory back. The writer cannot be used afterwards.</summary>
    public void Dispose()
    {
        _disposed = true;
        Clear();
    }

    private bool TryMakeRoom(int sizeHint)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sizeHint, _reserve.Largest);
        var least = Math.Max(sizeHint, 1);
        if (Room >= least)
            return true;

        // An untouched segment that is too short only stands in the way.
        if (_count > 0 && _segments[_count - 1].Written == 0)
            _segments[--_count].Empty();
        return _count < _segments.Length && TryRent(least);
    }

    /// <summary>The largest request, or half of that, and so on: close to its limit a reserve still gives what is needed.</summary>
    private bool TryRent(int least)
    {
        for (var bytes = _reserve.Largest; ; bytes = Math.Max(bytes / 2, least))
        {
            if (_reserve.TryRent(bytes, out var lease, _entitlement))
            {
                _segments[_count++].Fill(ref lease);
                return true;
            }

            // A smaller request is charged no less.
            if (bytes == least || bytes <= ByteEstimate.SmallestCharge)
                return false;
        }
    }

    /// <summary>Walks the segments that were written.</summary>
    public ref struct Enumerator
    {
        private readonly ReserveBufferWriter _writer;
        private int _index;

        internal Enumerator(ReserveBufferWriter writer)
        {
            _writer = writer;
            _index = -1;
        }

        /// <summary>What was written into the segment.</summary>
        public readonly ReadOnlySpan<byte> Current => _writer._segments[_index].GetSpan()[.._writer._segments[_index].Written];

        /// <summary>Goes on to the next segment; false after the last.</summary>
        public bool MoveNext() => ++_index < _writer._count;
    }
}
