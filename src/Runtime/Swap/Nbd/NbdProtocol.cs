// The numbers of the NBD protocol and the two fixed headers of its transmission phase. Everything is big-endian.
using System.Buffers.Binary;

namespace MemallocKit.Swap;

internal static class NbdProtocol
{
    // Handshake.
    public const ulong ServerMagic = 0x4e42444d41474943;        // "NBDMAGIC"
    public const ulong OptionMagic = 0x49484156454f5054;        // "IHAVEOPT"
    public const ulong OptionReplyMagic = 0x0003e889045565a9;
    public const ushort FixedNewstyle = 1 << 0;
    public const ushort NoZeroes = 1 << 1;
    public const uint OptionGo = 7;
    public const uint ReplyAck = 1;
    public const uint ReplyInfo = 3;
    public const uint ReplyErrorBit = 1u << 31;
    public const uint ErrorUnsupported = ReplyErrorBit | 1;
    public const uint ErrorPolicy = ReplyErrorBit | 2;
    public const uint ErrorTlsRequired = ReplyErrorBit | 5;
    public const uint ErrorUnknownExport = ReplyErrorBit | 6;
    public const ushort InfoExport = 0;
    public const ushort InfoBlockSize = 3;
    public const int MaxExportNameBytes = 4096;

    // Transmission flags of an export.
    public const ushort ReadOnly = 1 << 1;
    public const ushort SendFlush = 1 << 2;
    public const ushort SendTrim = 1 << 5;

    // Requests and their replies.
    public const uint RequestMagic = 0x25609513;
    public const uint SimpleReplyMagic = 0x67446698;
    public const int RequestBytes = 28;
    public const int ReplyBytes = 16;

    /// <summary>Servers need not accept a longer payload in one request.</summary>
    public const int MaxPayloadBytes = 1 << 25;

    public const uint ErrorNoSpace = 28;
    public const uint ErrorShutdown = 108;

    public enum Command : ushort
    {
        Read = 0,
        Write = 1,
        Disconnect = 2,
        Flush = 3,
        Trim = 4,
    }

    [Memalloc]
    public static void WriteRequest(Span<byte> header, Command command, ulong cookie, ulong offset, uint length)
    {
        BinaryPrimitives.WriteUInt32BigEndian(header, RequestMagic);
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(header[6..], (ushort)command);
        BinaryPrimitives.WriteUInt64BigEndian(header[8..], cookie);
        BinaryPrimitives.WriteUInt64BigEndian(header[16..], offset);
        BinaryPrimitives.WriteUInt32BigEndian(header[24..], length);
    }

    /// <summary>Decodes a simple reply; false when the bytes are none.</summary>
    [Memalloc]
    public static bool TryReadReply(ReadOnlySpan<byte> header, out uint error, out ulong cookie)
    {
        error = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        cookie = BinaryPrimitives.ReadUInt64BigEndian(header[8..]);
        return BinaryPrimitives.ReadUInt32BigEndian(header) == SimpleReplyMagic;
    }
}
