// What an export is made of: a fixed number of bytes that can be read and written at any offset.

namespace NetworkSwap.Server;

/// <summary>A store behind the NBD server. Safe for several threads; ranges were checked by the caller.</summary>
internal interface IBlockStore
{
    /// <summary>Capacity in bytes.</summary>
    long SizeBytes { get; }

    void Read(long offset, Span<byte> destination);

    /// <exception cref="OutOfMemoryException">There is no memory for the data; a part of it may have been stored.</exception>
    void Write(long offset, ReadOnlySpan<byte> source);

    /// <summary>Makes a range read as zeroes and gives its memory back where whole chunks are covered.</summary>
    void Trim(long offset, long length);
}
