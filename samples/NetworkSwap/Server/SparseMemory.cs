// A block store in native memory that grows by chunks as they are first written.

using System.Runtime.InteropServices;

namespace NetworkSwap.Server;

internal sealed unsafe class SparseMemory : IBlockStore, IDisposable
{
    private const int ChunkBytes = 1 << 20;

    private readonly nint[] _chunks;

    // A chunk can be freed by a trim while another connection copies from it, so every access to a chunk holds its lock.
    // Stripes keep the number of locks small for a store of any size.
    private readonly Lock[] _locks = new Lock[64];

    public SparseMemory(long sizeBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sizeBytes);
        SizeBytes = sizeBytes;
        _chunks = new nint[checked((int)((sizeBytes + ChunkBytes - 1) / ChunkBytes))];
        for (int i = 0; i < _locks.Length; i++)
            _locks[i] = new Lock();
    }

    public long SizeBytes { get; }

    public void Read(long offset, Span<byte> destination)
    {
        while (destination.Length > 0)
        {
            (int chunk, int start, int length) = Locate(offset, destination.Length);
            lock (_locks[chunk % _locks.Length])
            {
                if (_chunks[chunk] == 0)
                    destination[..length].Clear();
                else
                    new ReadOnlySpan<byte>((byte*)_chunks[chunk] + start, length).CopyTo(destination);
            }

            destination = destination[length..];
            offset += length;
        }
    }

    public void Write(long offset, ReadOnlySpan<byte> source)
    {
        while (source.Length > 0)
        {
            (int chunk, int start, int length) = Locate(offset, source.Length);
            lock (_locks[chunk % _locks.Length])
            {
                if (_chunks[chunk] == 0)
                    _chunks[chunk] = (nint)NativeMemory.AllocZeroed(ChunkBytes);
                source[..length].CopyTo(new Span<byte>((byte*)_chunks[chunk] + start, length));
            }

            source = source[length..];
            offset += length;
        }
    }

    public void Trim(long offset, long length)
    {
        while (length > 0)
        {
            (int chunk, int start, int part) = Locate(offset, length);
            lock (_locks[chunk % _locks.Length])
            {
                if (part == ChunkBytes)
                    Release(chunk);
                else if (_chunks[chunk] != 0)
                    new Span<byte>((byte*)_chunks[chunk] + start, part).Clear();
            }

            length -= part;
            offset += part;
        }
    }

    public void Dispose()
    {
        for (int i = 0; i < _chunks.Length; i++)
        {
            lock (_locks[i % _locks.Length])
                Release(i);
        }
    }

    private static (int Chunk, int Start, int Length) Locate(long offset, long remaining)
    {
        int start = (int)(offset % ChunkBytes);
        return ((int)(offset / ChunkBytes), start, (int)Math.Min(remaining, ChunkBytes - start));
    }

    private void Release(int chunk)
    {
        NativeMemory.Free((void*)_chunks[chunk]);
        _chunks[chunk] = 0;
    }
}
