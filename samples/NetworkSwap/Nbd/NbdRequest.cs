// The header of a request in the transmission phase.

using System.Buffers.Binary;

namespace NetworkSwap.Nbd;

internal readonly record struct NbdRequest(ushort Flags, NbdCommand Command, ulong Cookie, ulong Offset, uint Length)
{
    public void Write(Span<byte> header)
    {
        BinaryPrimitives.WriteUInt32BigEndian(header, NbdProtocol.RequestMagic);
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], Flags);
        BinaryPrimitives.WriteUInt16BigEndian(header[6..], (ushort)Command);
        BinaryPrimitives.WriteUInt64BigEndian(header[8..], Cookie);
        BinaryPrimitives.WriteUInt64BigEndian(header[16..], Offset);
        BinaryPrimitives.WriteUInt32BigEndian(header[24..], Length);
    }

    public static bool TryRead(ReadOnlySpan<byte> header, out NbdRequest request)
    {
        request = new NbdRequest(
            BinaryPrimitives.ReadUInt16BigEndian(header[4..]),
            (NbdCommand)BinaryPrimitives.ReadUInt16BigEndian(header[6..]),
            BinaryPrimitives.ReadUInt64BigEndian(header[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(header[16..]),
            BinaryPrimitives.ReadUInt32BigEndian(header[24..]));
        return BinaryPrimitives.ReadUInt32BigEndian(header) == NbdProtocol.RequestMagic;
    }
}
