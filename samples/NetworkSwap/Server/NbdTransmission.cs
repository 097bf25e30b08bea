// The server's side of the transmission phase: one request after the other, each answered by a simple reply.

using System.Buffers.Binary;
using NetworkSwap.Nbd;

namespace NetworkSwap.Server;

internal sealed class NbdTransmission(Stream stream, IBlockStore store)
{
    private readonly byte[] _header = new byte[NbdProtocol.RequestBytes];

    // Reply header and payload lie side by side, so that a reply is one write. Grows to the largest request seen.
    private byte[] _buffer = new byte[NbdProtocol.ReplyBytes + 128 * 1024];

    /// <summary>Serves until the client disconnects or breaks the protocol.</summary>
    public void Run()
    {
        while (true)
        {
            stream.ReadExactly(_header);
            if (!NbdRequest.TryRead(_header, out NbdRequest request) || request.Command == NbdCommand.Disconnect)
                return;

            // A payload must be consumed before its request can be refused; one of this size is not worth it.
            if (request.Command == NbdCommand.Write && request.Length > NbdProtocol.MaxPayloadBytes)
                return;
            Answer(request);
        }
    }

    private void Answer(in NbdRequest request)
    {
        NbdError error = Check(request);
        Span<byte> payload = request.Command == NbdCommand.Write || (request.Command == NbdCommand.Read && error == NbdError.None)
            ? Payload((int)request.Length)
            : default;
        if (request.Command == NbdCommand.Write)
            stream.ReadExactly(payload);
        if (error == NbdError.None)
            error = Execute(request, payload);

        Span<byte> reply = _buffer.AsSpan(0, NbdProtocol.ReplyBytes);
        BinaryPrimitives.WriteUInt32BigEndian(reply, NbdProtocol.SimpleReplyMagic);
        BinaryPrimitives.WriteUInt32BigEndian(reply[4..], (uint)error);
        BinaryPrimitives.WriteUInt64BigEndian(reply[8..], request.Cookie);
        int payloadBytes = request.Command == NbdCommand.Read && error == NbdError.None ? payload.Length : 0;
        stream.Write(_buffer.AsSpan(0, NbdProtocol.ReplyBytes + payloadBytes));
    }

    private NbdError Check(in NbdRequest request)
    {
        if ((request.Flags & ~NbdProtocol.CommandFlagFua) != 0 || request.Command > NbdCommand.Trim)
            return NbdError.Invalid;
        if (request.Command == NbdCommand.Flush)
            return NbdError.None;

        ulong size = (ulong)store.SizeBytes;
        if (request.Offset > size || request.Length > size - request.Offset)
            return request.Command == NbdCommand.Write ? NbdError.NoSpace : NbdError.Invalid;
        return request.Command == NbdCommand.Read && request.Length > NbdProtocol.MaxPayloadBytes ? NbdError.Invalid : NbdError.None;
    }

    private NbdError Execute(in NbdRequest request, Span<byte> payload)
    {
        try
        {
            switch (request.Command)
            {
                case NbdCommand.Read:
                    store.Read((long)request.Offset, payload);
                    break;
                case NbdCommand.Write:
                    store.Write((long)request.Offset, payload);
                    break;
                case NbdCommand.Trim:
                    store.Trim((long)request.Offset, request.Length);
                    break;
            }

            return NbdError.None;
        }
        catch (OutOfMemoryException)
        {
            return NbdError.OutOfMemory;
        }
    }

    private Span<byte> Payload(int length)
    {
        if (_buffer.Length - NbdProtocol.ReplyBytes < length)
            _buffer = new byte[NbdProtocol.ReplyBytes + length];
        return _buffer.AsSpan(NbdProtocol.ReplyBytes, length);
    }
}
