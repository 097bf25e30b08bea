// The fixed newstyle handshake up to the transmission phase, for an export that must hold whole pages.
using System.Buffers.Binary;
using System.Text;
using static MemallocKit.Swap.NbdProtocol;

namespace MemallocKit.Swap;

/// <summary>Negotiates one export by OPT_GO. Runs at set-up: it may allocate and throw.</summary>
internal sealed class NbdHandshake
{
    private const int OptionHeaderBytes = 16;
    private const int OptionReplyHeaderBytes = 20;

    private readonly NbdTransport _transport;
    private readonly NbdSwapOptions _options;
    private readonly string _server;

    // One deadline for the whole dialogue, so that a server which answers step by step cannot stretch it.
    private readonly long _deadline;

    private NbdHandshake(NbdTransport transport, NbdSwapOptions options)
    {
        _transport = transport;
        _options = options;
        _server = $"{options.Host}:{options.Port}";
        _deadline = transport.NextDeadline();
    }

    /// <exception cref="SwapException">The peer is no NBD server, does not have the export, or the export does not fit.</exception>
    public static NbdExport Run(NbdTransport transport, NbdSwapOptions options)
    {
        var handshake = new NbdHandshake(transport, options);
        handshake.Greet();
        handshake.SendGo();
        return handshake.ReceiveExport();
    }

    private void Greet()
    {
        Span<byte> greeting = stackalloc byte[18];
        Receive(greeting[..16], "its greeting (is it an NBD server?)");
        if (BinaryPrimitives.ReadUInt64BigEndian(greeting) != ServerMagic)
            throw Refuse("is not an NBD server: its greeting is something else");
        if (BinaryPrimitives.ReadUInt64BigEndian(greeting[8..]) != OptionMagic)
            throw Refuse("speaks the oldstyle NBD handshake; the fixed newstyle is needed");

        Receive(greeting[16..], "its handshake flags");
        var flags = BinaryPrimitives.ReadUInt16BigEndian(greeting[16..]);
        if ((flags & FixedNewstyle) == 0)
            throw Refuse("does not speak the fixed newstyle NBD handshake");

        Span<byte> answer = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(answer, (uint)(flags & (FixedNewstyle | NoZeroes)));
        Send(answer);
    }

    private void SendGo()
    {
        // name length, name, number of information requests, the one request: block sizes.
        var nameBytes = Encoding.UTF8.GetByteCount(_options.Export);
        if (nameBytes > MaxExportNameBytes)
            throw Refuse($"cannot be asked for an export name of {nameBytes} bytes; NBD allows {MaxExportNameBytes}");
        var dataBytes = 4 + nameBytes + 2 + 2;
        var option = new byte[OptionHeaderBytes + dataBytes];
        var data = option.AsSpan(OptionHeaderBytes);
        BinaryPrimitives.WriteUInt64BigEndian(option, OptionMagic);
        BinaryPrimitives.WriteUInt32BigEndian(option.AsSpan(8), OptionGo);
        BinaryPrimitives.WriteUInt32BigEndian(option.AsSpan(12), (uint)dataBytes);
        BinaryPrimitives.WriteUInt32BigEndian(data, (uint)nameBytes);
        Encoding.UTF8.GetBytes(_options.Export, data[4..]);
        BinaryPrimitives.WriteUInt16BigEndian(data[(4 + nameBytes)..], 1);
        BinaryPrimitives.WriteUInt16BigEndian(data[(6 + nameBytes)..], InfoBlockSize);
        Send(option);
    }

    private NbdExport ReceiveExport()
    {
        var export = new NbdExportInfo();
        var buffer = new byte[MaxExportNameBytes + 2];
        while (true)
        {
            var data = ReceiveOptionReply(buffer, out var type);
            if (type == ReplyAck)
                return export.Accept(Refuse);
            if ((type & ReplyErrorBit) != 0)
                throw RefusedOption(type, Encoding.UTF8.GetString(data));
            // Servers may volunteer information that was not asked for.
            if (type == ReplyInfo && !export.TryAdd(data))
                throw Refuse("sent an information reply that is too short");
        }
    }

    private ReadOnlySpan<byte> ReceiveOptionReply(byte[] buffer, out uint type)
    {
        Span<byte> header = stackalloc byte[OptionReplyHeaderBytes];
        Receive(header, "its answer to the export name");
        type = BinaryPrimitives.ReadUInt32BigEndian(header[12..]);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[16..]);
        if (BinaryPrimitives.ReadUInt64BigEndian(header) != OptionReplyMagic || BinaryPrimitives.ReadUInt32BigEndian(header[8..]) != OptionGo)
            throw Refuse("broke the NBD protocol in its answer to the export name");
        if (length > buffer.Length)
            throw Refuse($"sent an option reply of {length} bytes");
        var data = buffer.AsSpan(0, (int)length);
        if (!data.IsEmpty)
            Receive(data, "the rest of an option reply");
        return data;
    }

    private SwapException RefusedOption(uint type, string serverText)
    {
        var reason = type switch
        {
            ErrorUnknownExport => $"has no export '{_options.Export}'",
            ErrorUnsupported => "does not know the option GO that modern clients need",
            ErrorPolicy => $"refuses the export '{_options.Export}' by policy",
            ErrorTlsRequired => "demands TLS, which this client does not speak",
            _ => $"refuses the export '{_options.Export}' (error {type & ~ReplyErrorBit})",
        };
        return Refuse(serverText.Length == 0 ? reason : $"{reason}: {serverText}");
    }

    private void Send(ReadOnlySpan<byte> message) => Check(_transport.Send(message, _deadline), "its side of the handshake");

    private void Receive(Span<byte> message, string what) => Check(_transport.Receive(message, _deadline), what);

    private void Check(SwapStatus status, string what)
    {
        if (status == SwapStatus.TimedOut)
            throw new SwapException($"NBD server {_server} did not send {what} within {_options.Timeout.TotalSeconds:0.###} s.", status);
        if (status != SwapStatus.Ok)
            throw new SwapException($"NBD server {_server} closed the connection before {what}.", status);
    }

    private SwapException Refuse(string reason) => new($"NBD server {_server} {reason}.");
}
