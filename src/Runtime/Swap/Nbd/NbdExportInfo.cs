// Collects the information replies of the handshake and decides whether pages fit the export.
using System.Buffers.Binary;
using MemallocKit.Estimation;
using static MemallocKit.Swap.NbdProtocol;

namespace MemallocKit.Swap;

internal sealed class NbdExportInfo
{
    private ulong? _bytes;
    private ushort _flags;
    private uint _minBlock = 1;
    private uint _maxPayload = MaxPayloadBytes;

    /// <summary>Takes the data of one information reply; false when it is shorter than its kind demands.</summary>
    public bool TryAdd(ReadOnlySpan<byte> data)
    {
        if (data.Length < 2)
            return false;
        switch (BinaryPrimitives.ReadUInt16BigEndian(data))
        {
            case InfoExport when data.Length >= 12:
                _bytes = BinaryPrimitives.ReadUInt64BigEndian(data[2..]);
                _flags = BinaryPrimitives.ReadUInt16BigEndian(data[10..]);
                return true;
            case InfoBlockSize when data.Length >= 14:
                _minBlock = BinaryPrimitives.ReadUInt32BigEndian(data[2..]);
                _maxPayload = BinaryPrimitives.ReadUInt32BigEndian(data[10..]);
                return true;
            case InfoExport or InfoBlockSize:
                return false;
            default:
                return true;
        }
    }

    /// <summary>The export, if pages of 4 KiB can be written to it.</summary>
    public NbdExport Accept(Func<string, SwapException> refuse)
    {
        if (_bytes is not { } bytes)
            throw refuse("acknowledged the export without saying its size");
        if ((_flags & ReadOnly) != 0)
            throw refuse("offers the export read-only");
        if (bytes < PageArithmetic.PageBytes)
            throw refuse($"offers an export of {bytes} bytes, less than one page of {PageArithmetic.PageBytes}");
        if (_minBlock == 0 || PageArithmetic.PageBytes % _minBlock != 0)
            throw refuse($"demands blocks of {_minBlock} bytes, which pages of {PageArithmetic.PageBytes} bytes do not fit");
        if (_maxPayload < PageArithmetic.PageBytes)
            throw refuse($"accepts at most {_maxPayload} bytes a request, less than one page");
        var payload = (int)Math.Min(_maxPayload, MaxPayloadBytes);
        return new NbdExport(
            (long)Math.Min(bytes, long.MaxValue),
            (_flags & SendFlush) != 0,
            (_flags & SendTrim) != 0,
            payload - (payload % PageArithmetic.PageBytes));
    }
}
