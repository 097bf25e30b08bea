// The server's side of the fixed newstyle handshake: options until one of them opens the export.

using System.Buffers.Binary;
using System.Text;
using NetworkSwap.Nbd;

namespace NetworkSwap.Server;

internal sealed class NbdHandshake(Stream stream, long exportBytes)
{
    /// <summary>The one export; the empty name means the same.</summary>
    public const string ExportName = "swap";

    private const ushort ExportFlags =
        NbdProtocol.HasFlags | NbdProtocol.SendFlush | NbdProtocol.SendTrim | NbdProtocol.CanMultiConnection;

    // The longest name the protocol allows plus room for the information requests; anything longer is not a client.
    private const int MaxOptionBytes = 4096 + 1024;

    private readonly byte[] _data = new byte[MaxOptionBytes];
    private bool _noZeroes;

    /// <summary>Talks until the client opens the export or leaves.</summary>
    /// <returns>True when the transmission phase begins; false when the connection is to be closed.</returns>
    public bool Run()
    {
        Span<byte> greeting = stackalloc byte[18];
        BinaryPrimitives.WriteUInt64BigEndian(greeting, NbdProtocol.InitMagic);
        BinaryPrimitives.WriteUInt64BigEndian(greeting[8..], NbdProtocol.OptionMagic);
        BinaryPrimitives.WriteUInt16BigEndian(greeting[16..], NbdProtocol.HandshakeFixedNewstyle | NbdProtocol.HandshakeNoZeroes);
        stream.Write(greeting);

        Span<byte> header = stackalloc byte[16];
        stream.ReadExactly(header[..4]);
        uint clientFlags = BinaryPrimitives.ReadUInt32BigEndian(header);
        _noZeroes = (clientFlags & NbdProtocol.HandshakeNoZeroes) != 0;
        if ((clientFlags & ~(uint)(NbdProtocol.HandshakeFixedNewstyle | NbdProtocol.HandshakeNoZeroes)) != 0)
            return false;

        while (true)
        {
            stream.ReadExactly(header);
            uint length = BinaryPrimitives.ReadUInt32BigEndian(header[12..]);
            if (BinaryPrimitives.ReadUInt64BigEndian(header) != NbdProtocol.OptionMagic || length > MaxOptionBytes)
                return false;

            Span<byte> data = _data.AsSpan(0, (int)length);
            stream.ReadExactly(data);
            switch ((NbdOption)BinaryPrimitives.ReadUInt32BigEndian(header[8..]))
            {
                case NbdOption.ExportName:
                    return IsOurs(data) && OpenOldWay();
                case NbdOption.Abort:
                    Reply(NbdOption.Abort, NbdOptionReply.Ack);
                    return false;
                case NbdOption.List:
                    List(data);
                    break;
                case NbdOption.Info:
                    Describe(NbdOption.Info, data);
                    break;
                case NbdOption.Go when Describe(NbdOption.Go, data):
                    return true;
                case NbdOption.Go:
                    break;
                case var other:
                    Reply(other, NbdOptionReply.Unsupported);
                    break;
            }
        }
    }

    private static bool IsOurs(ReadOnlySpan<byte> name) => name.IsEmpty || name.SequenceEqual("swap"u8);

    private bool OpenOldWay()
    {
        Span<byte> reply = stackalloc byte[10 + 124];
        reply.Clear();
        BinaryPrimitives.WriteInt64BigEndian(reply, exportBytes);
        BinaryPrimitives.WriteUInt16BigEndian(reply[8..], ExportFlags);
        stream.Write(_noZeroes ? reply[..10] : reply);
        return true;
    }

    private void List(ReadOnlySpan<byte> data)
    {
        if (!data.IsEmpty)
        {
            Reply(NbdOption.List, NbdOptionReply.Invalid);
            return;
        }

        Span<byte> entry = stackalloc byte[4 + ExportName.Length];
        BinaryPrimitives.WriteInt32BigEndian(entry, ExportName.Length);
        Encoding.ASCII.GetBytes(ExportName, entry[4..]);
        Reply(NbdOption.List, NbdOptionReply.Server, entry);
        Reply(NbdOption.List, NbdOptionReply.Ack);
    }

    // Data of INFO and GO: 32-bit length of the name, the name, 16-bit count, that many 16-bit information requests.
    private bool Describe(NbdOption option, ReadOnlySpan<byte> data)
    {
        uint nameBytes = data.Length < 6 ? uint.MaxValue : BinaryPrimitives.ReadUInt32BigEndian(data);
        if (nameBytes > data.Length - 6)
        {
            Reply(option, NbdOptionReply.Invalid);
            return false;
        }

        ReadOnlySpan<byte> requests = data[(4 + (int)nameBytes + 2)..];
        if (requests.Length != 2 * BinaryPrimitives.ReadUInt16BigEndian(data[(4 + (int)nameBytes)..]))
        {
            Reply(option, NbdOptionReply.Invalid);
            return false;
        }

        if (!IsOurs(data.Slice(4, (int)nameBytes)))
        {
            Reply(option, NbdOptionReply.Unknown);
            return false;
        }

        Span<byte> export = stackalloc byte[12];
        BinaryPrimitives.WriteUInt16BigEndian(export, (ushort)NbdInfo.Export);
        BinaryPrimitives.WriteInt64BigEndian(export[2..], exportBytes);
        BinaryPrimitives.WriteUInt16BigEndian(export[10..], ExportFlags);
        Reply(option, NbdOptionReply.Info, export);

        Span<byte> block = stackalloc byte[14];
        BinaryPrimitives.WriteUInt16BigEndian(block, (ushort)NbdInfo.BlockSize);
        BinaryPrimitives.WriteUInt32BigEndian(block[2..], 1);
        BinaryPrimitives.WriteUInt32BigEndian(block[6..], 4096);
        BinaryPrimitives.WriteUInt32BigEndian(block[10..], NbdProtocol.MaxPayloadBytes);
        Reply(option, NbdOptionReply.Info, block);
        Reply(option, NbdOptionReply.Ack);
        return true;
    }

    private void Reply(NbdOption option, NbdOptionReply type, ReadOnlySpan<byte> data = default)
    {
        Span<byte> reply = stackalloc byte[64];
        BinaryPrimitives.WriteUInt64BigEndian(reply, NbdProtocol.OptionReplyMagic);
        BinaryPrimitives.WriteUInt32BigEndian(reply[8..], (uint)option);
        BinaryPrimitives.WriteUInt32BigEndian(reply[12..], (uint)type);
        BinaryPrimitives.WriteInt32BigEndian(reply[16..], data.Length);
        data.CopyTo(reply[20..]);
        stream.Write(reply[..(20 + data.Length)]);
    }
}
