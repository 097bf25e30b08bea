// A store that is wrong now and then, by one bit.

using NetworkSwap.Server;

namespace MemallocKit.Samples.Tests.NetworkSwap;

internal sealed class CorruptingStore(IBlockStore inner, int readsBetween) : IBlockStore
{
    private int _reads;

    public long SizeBytes => inner.SizeBytes;

    public void Read(long offset, Span<byte> destination)
    {
        inner.Read(offset, destination);
        if (Interlocked.Increment(ref _reads) % readsBetween == 0)
            destination[^1] ^= 0x40;
    }

    public void Write(long offset, ReadOnlySpan<byte> source) => inner.Write(offset, source);

    public void Trim(long offset, long length) => inner.Trim(offset, length);
}
