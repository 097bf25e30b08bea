// A small NBD server whose every answer can be spoiled. Written from the protocol text, with its own numbers, so that a
// mistake in the client's numbers cannot hide.
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MemallocKit.Runtime.Tests.Swap;

/// <summary>Serves one export from memory; a thread for each connection.</summary>
internal sealed class NbdTestServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly byte[] _store;
    private readonly List<Socket> _connections = [];
    private readonly List<NbdTestRequest> _requests = [];
    private readonly ManualResetEventSlim _closing = new();

    public NbdTestServer(int bytes, IPAddress? address = null)
    {
        _store = new byte[bytes];
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string ExportName { get; init; } = "swap";

    /// <summary>HAS_FLAGS, SEND_FLUSH and SEND_TRIM unless set.</summary>
    public ushort TransmissionFlags { get; init; } = 1 | (1 << 2) | (1 << 5);

    /// <summary>Minimum, preferred and maximum; not sent when null.</summary>
    public (uint Min, uint Preferred, uint Max)? BlockSizes { get; init; }

    /// <summary>Sent instead of the greeting; nothing follows.</summary>
    public byte[]? Greeting { get; init; }

    /// <summary>An error number of the option reply to GO, instead of success.</summary>
    public uint? GoError { get; init; }

    /// <summary>What to do with a request.</summary>
    public Func<NbdTestRequest, NbdTestAnswer> OnRequest { get; set; } = _ => NbdTestAnswer.Proper;

    public byte[] Store => _store;

    public NbdTestRequest[] Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public void Dispose()
    {
        _closing.Set();
        _listener.Stop();
        lock (_connections)
            _connections.ForEach(connection => connection.Dispose());
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = _listener.AcceptSocket();
                connection.NoDelay = true;
                lock (_connections)
                    _connections.Add(connection);
                new Thread(() => Serve(connection)) { IsBackground = true }.Start();
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The listener was stopped.
        }
    }

    private void Serve(Socket connection)
    {
        try
        {
            using var stream = new NetworkStream(connection, ownsSocket: true);
            if (Handshake(stream))
                Transmit(stream);
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or SocketException)
        {
            // The client left, or the server was disposed.
        }
    }

    private bool Handshake(NetworkStream stream)
    {
        if (Greeting is not null)
        {
            stream.Write(Greeting);
            if (Greeting.Length == 0)
                _closing.Wait();
            return false;
        }

        stream.Write("NBDMAGICIHAVEOPT"u8);
        stream.Write([0, 1 | 2]);
        Assert.Equal(3u, Read32(stream));

        Assert.Equal(0x49484156454F5054u, Read64(stream));
        Assert.Equal(7u, Read32(stream));
        var data = ReadBytes(stream, (int)Read32(stream));
        var nameBytes = BinaryPrimitives.ReadInt32BigEndian(data);
        var name = Encoding.UTF8.GetString(data, 4, nameBytes);
        Assert.Equal(1, BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(4 + nameBytes)));
        Assert.Equal(3, BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(6 + nameBytes)));
        Assert.Equal(8 + nameBytes, data.Length);

        if (GoError is { } error || (error = name == ExportName ? 0u : 6) != 0)
        {
            SendOptionReply(stream, (1u << 31) | error, "no such luck"u8);
            return false;
        }

        var export = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(export.AsSpan(2), _store.Length);
        BinaryPrimitives.WriteUInt16BigEndian(export.AsSpan(10), TransmissionFlags);
        SendOptionReply(stream, 3, export);
        // A name that nobody asked for: clients must ignore what they do not know.
        SendOptionReply(stream, 3, [0, 1, .. Encoding.UTF8.GetBytes(ExportName)]);
        if (BlockSizes is { } sizes)
        {
            var info = new byte[14];
            info[1] = 3;
            BinaryPrimitives.WriteUInt32BigEndian(info.AsSpan(2), sizes.Min);
            BinaryPrimitives.WriteUInt32BigEndian(info.AsSpan(6), sizes.Preferred);
            BinaryPrimitives.WriteUInt32BigEndian(info.AsSpan(10), sizes.Max);
            SendOptionReply(stream, 3, info);
        }

        SendOptionReply(stream, 1, []);
        return true;
    }

    private void Transmit(NetworkStream stream)
    {
        // One buffer for all: tests that forbid garbage collections share the process.
        var buffer = new byte[_store.Length];
        while (true)
        {
            Assert.Equal(0x25609513u, Read32(stream));
            var flagsAndType = Read32(stream);
            var cookie = Read64(stream);
            var offset = (long)Read64(stream);
            var length = Read32(stream);
            var request = new NbdTestRequest((NbdTestCommand)flagsAndType, offset, length);
            lock (_requests)
                _requests.Add(request);
            if (request.Command == NbdTestCommand.Disconnect)
                return;

            var payload = buffer.AsSpan(0, request.Command == NbdTestCommand.Write ? (int)length : 0);
            stream.ReadExactly(payload);
            var answer = OnRequest(request);
            if (answer.Kind == NbdTestAnswerKind.Stall)
                _closing.Wait();
            if (answer.Kind == NbdTestAnswerKind.Drop)
                return;
            if (answer is { Kind: NbdTestAnswerKind.Proper, Error: 0 })
                payload.CopyTo(_store.AsSpan((int)offset));

            var reply = new byte[16];
            BinaryPrimitives.WriteUInt32BigEndian(reply, answer.Kind == NbdTestAnswerKind.WrongMagic ? 0xDEADBEEF : 0x67446698);
            BinaryPrimitives.WriteUInt32BigEndian(reply.AsSpan(4), answer.Error);
            BinaryPrimitives.WriteUInt64BigEndian(reply.AsSpan(8), answer.Kind == NbdTestAnswerKind.WrongCookie ? cookie + 1 : cookie);
            if (answer.Kind == NbdTestAnswerKind.DropInReply)
            {
                stream.Write(reply, 0, 7);
                return;
            }

            stream.Write(reply);
            if (request.Command != NbdTestCommand.Read || answer.Error != 0)
                continue;
            stream.Write(_store, (int)offset, answer.Kind == NbdTestAnswerKind.DropInPayload ? (int)length / 2 : (int)length);
            if (answer.Kind == NbdTestAnswerKind.DropInPayload)
                return;
        }
    }

    private static void SendOptionReply(NetworkStream stream, uint type, ReadOnlySpan<byte> data)
    {
        var reply = new byte[20 + data.Length];
        BinaryPrimitives.WriteUInt64BigEndian(reply, 0x0003e889045565a9);
        BinaryPrimitives.WriteUInt32BigEndian(reply.AsSpan(8), 7);
        BinaryPrimitives.WriteUInt32BigEndian(reply.AsSpan(12), type);
        BinaryPrimitives.WriteInt32BigEndian(reply.AsSpan(16), data.Length);
        data.CopyTo(reply.AsSpan(20));
        stream.Write(reply);
    }

    private static uint Read32(NetworkStream stream) => BinaryPrimitives.ReadUInt32BigEndian(ReadBytes(stream, 4));

    private static ulong Read64(NetworkStream stream) => BinaryPrimitives.ReadUInt64BigEndian(ReadBytes(stream, 8));

    private static byte[] ReadBytes(NetworkStream stream, int count)
    {
        var bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
