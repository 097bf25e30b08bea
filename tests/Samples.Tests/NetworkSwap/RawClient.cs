// A client that sends what it is told, right or wrong.

using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using NetworkSwap.Nbd;

namespace MemallocKit.Samples.Tests.NetworkSwap;

/// <summary>Every read is bounded in time: a server that does not answer fails the test.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly NetworkStream _stream;

    public RawClient(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 20_000 };
        socket.Connect(IPAddress.Loopback, port);
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Reads the greeting and answers it.</summary>
    public RawClient Greet(uint flags = NbdProtocol.HandshakeFixedNewstyle | NbdProtocol.HandshakeNoZeroes)
    {
        byte[] greeting = Receive(18);
        Assert.Equal(NbdProtocol.InitMagic, BinaryPrimitives.ReadUInt64BigEndian(greeting));
        Assert.Equal(NbdProtocol.OptionMagic, BinaryPrimitives.ReadUInt64BigEndian(greeting.AsSpan(8)));
        Send(BigEndian(flags));
        return this;
    }

    /// <summary>Greets and opens the default export.</summary>
    public RawClient Open()
    {
        Greet().SendOption(NbdOption.Go, [0, 0, 0, 0, 0, 0]);
        while (ReceiveOptionReply().Type != NbdOptionReply.Ack)
        {
        }

        return this;
    }

    public void SendOption(NbdOption option, byte[] data) =>
        Send([.. "IHAVEOPT"u8, .. BigEndian((uint)option), .. BigEndian((uint)data.Length), .. data]);

    public (NbdOptionReply Type, byte[] Data) ReceiveOptionReply()
    {
        byte[] header = Receive(20);
        Assert.Equal(NbdProtocol.OptionReplyMagic, BinaryPrimitives.ReadUInt64BigEndian(header));
        return ((NbdOptionReply)BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(12)), Receive(BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(16))));
    }

    /// <summary>Sends a request and returns the error of its reply.</summary>
    public NbdError Request(NbdCommand command, ulong offset, uint length, byte[]? payload = null, ushort flags = 0)
    {
        var header = new byte[NbdProtocol.RequestBytes];
        new NbdRequest(flags, command, Cookie: offset ^ 0x5EED, offset, length).Write(header);
        Send([.. header, .. payload ?? []]);
        byte[] reply = Receive(NbdProtocol.ReplyBytes);
        Assert.Equal(NbdProtocol.SimpleReplyMagic, BinaryPrimitives.ReadUInt32BigEndian(reply));
        Assert.Equal(offset ^ 0x5EED, BinaryPrimitives.ReadUInt64BigEndian(reply.AsSpan(8)));
        return (NbdError)BinaryPrimitives.ReadUInt32BigEndian(reply.AsSpan(4));
    }

    public byte[] Read(ulong offset, int length)
    {
        Assert.Equal(NbdError.None, Request(NbdCommand.Read, offset, (uint)length));
        return Receive(length);
    }

    public void Send(byte[] bytes) => _stream.Write(bytes);

    public byte[] Receive(int length)
    {
        var bytes = new byte[length];
        _stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Asserts that the server has closed the connection.</summary>
    public void AssertClosed()
    {
        try
        {
            Assert.Equal(0, _stream.Read(new byte[1]));
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            // Closed with data of ours unread.
        }
    }

    public void Dispose() => _stream.Dispose();

    private static byte[] BigEndian(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }
}
