// The NBD client that one writes first: async socket, a new buffer for each request.

using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using NetworkSwap.CommandLine;
using NetworkSwap.Nbd;

namespace NetworkSwap.Job.Ordinary;

internal sealed class OrdinaryNbdClient : IOrdinaryDevice
{
    private readonly DeviceAddress.Nbd _address;
    private Socket? _socket;
    private long _sizeBytes;
    private ulong _cookie;

    private OrdinaryNbdClient(DeviceAddress.Nbd address) => _address = address;

    public long Pages => _sizeBytes / WorkingSet.PageBytes;

    /// <exception cref="SocketException">The server is not there.</exception>
    /// <exception cref="IOException">It does not speak the protocol, or does not have the export.</exception>
    public static async Task<OrdinaryNbdClient> ConnectAsync(DeviceAddress.Nbd address)
    {
        var client = new OrdinaryNbdClient(address);
        await client.ConnectAsync();
        return client;
    }

    public async Task WriteAsync(int page, byte[] content)
    {
        var message = new byte[NbdProtocol.RequestBytes + content.Length];
        content.CopyTo(message, NbdProtocol.RequestBytes);
        await RequestAsync(NbdCommand.Write, page, message, replyBytes: 0);
    }

    public Task<byte[]> ReadAsync(int page) => RequestAsync(NbdCommand.Read, page, new byte[NbdProtocol.RequestBytes], WorkingSet.PageBytes);

    public void Dispose() => _socket?.Dispose();

    private async Task<byte[]> RequestAsync(NbdCommand command, int page, byte[] message, int replyBytes)
    {
        if (_socket is null)
            await ConnectAsync();
        try
        {
            new NbdRequest(0, command, ++_cookie, (ulong)page * WorkingSet.PageBytes, WorkingSet.PageBytes).Write(message);
            await SendAsync(message);
            byte[] reply = await ReceiveAsync(NbdProtocol.ReplyBytes);
            if (BinaryPrimitives.ReadUInt32BigEndian(reply) != NbdProtocol.SimpleReplyMagic || BinaryPrimitives.ReadUInt64BigEndian(reply.AsSpan(8)) != _cookie)
                throw new IOException("The server broke the protocol.");
            uint error = BinaryPrimitives.ReadUInt32BigEndian(reply.AsSpan(4));
            return error == 0 ? await ReceiveAsync(replyBytes) : throw new IOException($"The server answered with error {error}.");
        }
        catch
        {
            // Request and reply are out of step now: the next request needs a new connection.
            _socket?.Dispose();
            _socket = null;
            throw;
        }
    }

    private async Task ConnectAsync()
    {
        _socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _socket.ConnectAsync(_address.Host, _address.Port, timeout.Token);
            await NegotiateAsync().WaitAsync(timeout.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new IOException("It did not answer within five seconds.", e);
        }
    }

    private async Task NegotiateAsync()
    {
        byte[] greeting = await ReceiveAsync(18);
        if (BinaryPrimitives.ReadUInt64BigEndian(greeting) != NbdProtocol.InitMagic || BinaryPrimitives.ReadUInt64BigEndian(greeting.AsSpan(8)) != NbdProtocol.OptionMagic)
            throw new IOException("It is not an NBD server of the newstyle protocol.");

        byte[] name = Encoding.UTF8.GetBytes(_address.Export);
        var message = new byte[4 + 16 + 4 + name.Length + 2];
        BinaryPrimitives.WriteUInt32BigEndian(message, NbdProtocol.HandshakeFixedNewstyle);
        BinaryPrimitives.WriteUInt64BigEndian(message.AsSpan(4), NbdProtocol.OptionMagic);
        BinaryPrimitives.WriteUInt32BigEndian(message.AsSpan(12), (uint)NbdOption.Go);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(16), 4 + name.Length + 2);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(20), name.Length);
        name.CopyTo(message, 24);
        await SendAsync(message);
        while (true)
        {
            byte[] header = await ReceiveAsync(20);
            var type = (NbdOptionReply)BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(12));
            int length = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(16));
            if (BinaryPrimitives.ReadUInt64BigEndian(header) != NbdProtocol.OptionReplyMagic || length is < 0 or > 65536)
                throw new IOException("The server broke the protocol.");
            byte[] data = await ReceiveAsync(length);
            if (type == NbdOptionReply.Ack)
                return;
            if (type != NbdOptionReply.Info)
                throw new IOException($"It has no export '{_address.Export}'.");
            if (length >= 12 && BinaryPrimitives.ReadUInt16BigEndian(data) == (ushort)NbdInfo.Export)
                _sizeBytes = BinaryPrimitives.ReadInt64BigEndian(data.AsSpan(2));
        }
    }

    private async Task SendAsync(byte[] message)
    {
        for (int sent = 0; sent < message.Length;)
            sent += await _socket!.SendAsync(message.AsMemory(sent));
    }

    private async Task<byte[]> ReceiveAsync(int length)
    {
        var message = new byte[length];
        for (int received = 0, count; received < length; received += count)
        {
            count = await _socket!.ReceiveAsync(message.AsMemory(received));
            if (count == 0)
                throw new EndOfStreamException("The server closed the connection.");
        }

        return message;
    }
}
