// The sample's NBD server, spoken to byte by byte.

using System.Buffers.Binary;
using NetworkSwap.Nbd;
using NetworkSwap.Server;

namespace MemallocKit.Samples.Tests.NetworkSwap;

public sealed class NbdServerTests : IDisposable
{
    private const int Size = 3 * 1024 * 1024 + 512;

    private readonly SparseMemory _memory = new(Size);
    private readonly NbdServer _server;

    public NbdServerTests() => _server = new NbdServer(_memory, port: 0);

    public void Dispose()
    {
        _server.Dispose();
        _memory.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("swap")]
    public void Go_known_export_tells_size_and_block_sizes(string name)
    {
        using RawClient client = Connect().Greet();
        client.SendOption(NbdOption.Go, [0, 0, 0, (byte)name.Length, .. name.Select(letter => (byte)letter), 0, 1, 0, 3]);
        byte[] export = ReceiveInfo(client, NbdInfo.Export);
        Assert.Equal(Size, BinaryPrimitives.ReadInt64BigEndian(export.AsSpan(2)));
        byte[] block = ReceiveInfo(client, NbdInfo.BlockSize);
        Assert.Equal((uint)NbdProtocol.MaxPayloadBytes, BinaryPrimitives.ReadUInt32BigEndian(block.AsSpan(10)));
        Assert.Equal(NbdOptionReply.Ack, client.ReceiveOptionReply().Type);
        Assert.Equal(NbdError.None, client.Request(NbdCommand.Flush, 0, 0));
    }

    [Fact]
    public void Go_unknown_export_is_refused_and_the_next_option_answered()
    {
        using RawClient client = Connect().Greet();
        client.SendOption(NbdOption.Go, [0, 0, 0, 1, (byte)'x', 0, 0]);
        Assert.Equal(NbdOptionReply.Unknown, client.ReceiveOptionReply().Type);
        client.SendOption(NbdOption.List, []);
        Assert.Equal("\0\0\0\u0004swap"u8, client.ReceiveOptionReply().Data);
        Assert.Equal(NbdOptionReply.Ack, client.ReceiveOptionReply().Type);
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 255, 255, 255, 255, 0, 0 })]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 9 })]
    public void Info_with_lengths_that_contradict_is_invalid(byte[] data)
    {
        using RawClient client = Connect().Greet();
        client.SendOption(NbdOption.Info, data);
        Assert.Equal(NbdOptionReply.Invalid, client.ReceiveOptionReply().Type);
    }

    [Fact]
    public void Unknown_option_is_unsupported_and_abort_acknowledged()
    {
        using RawClient client = Connect().Greet();
        client.SendOption((NbdOption)5, []);
        Assert.Equal(NbdOptionReply.Unsupported, client.ReceiveOptionReply().Type);
        client.SendOption(NbdOption.Abort, []);
        Assert.Equal(NbdOptionReply.Ack, client.ReceiveOptionReply().Type);
        client.AssertClosed();
    }

    [Theory]
    [InlineData(NbdProtocol.HandshakeFixedNewstyle | NbdProtocol.HandshakeNoZeroes, 10)]
    [InlineData(NbdProtocol.HandshakeFixedNewstyle, 134)]
    public void Export_name_opens_the_old_way_with_or_without_zeroes(uint flags, int replyBytes)
    {
        using RawClient client = Connect().Greet(flags);
        client.SendOption(NbdOption.ExportName, []);
        Assert.Equal(Size, BinaryPrimitives.ReadInt64BigEndian(client.Receive(replyBytes)));
        Assert.Equal(new byte[16], client.Read(0, 16));
    }

    [Fact]
    public void Written_bytes_come_back_across_chunks_and_on_another_connection()
    {
        byte[] content = Enumerable.Range(0, 2 << 20).Select(i => (byte)(i * 31 >> 3)).ToArray();
        using RawClient writer = Connect().Open();
        using RawClient reader = Connect().Open();
        Assert.Equal(NbdError.None, writer.Request(NbdCommand.Write, 12_345, (uint)content.Length, content, NbdProtocol.CommandFlagFua));
        Assert.Equal(content, reader.Read(12_345, content.Length));
        Assert.Equal(0, reader.Read(12_344, 1)[0]);
    }

    [Fact]
    public void Trimmed_range_reads_as_zeroes_and_its_neighbours_stay()
    {
        byte[] content = Enumerable.Repeat((byte)7, 3 << 20).ToArray();
        using RawClient client = Connect().Open();
        Assert.Equal(NbdError.None, client.Request(NbdCommand.Write, 0, (uint)content.Length, content));
        Assert.Equal(NbdError.None, client.Request(NbdCommand.Trim, 1000, 2 << 20));
        content.AsSpan(1000, 2 << 20).Clear();
        Assert.Equal(content, client.Read(0, content.Length));
    }

    [Theory]
    [InlineData((int)NbdCommand.Read, Size, 1u)]
    [InlineData((int)NbdCommand.Read, ulong.MaxValue, 4096u)]
    [InlineData((int)NbdCommand.Read, 0, uint.MaxValue)]
    [InlineData((int)NbdCommand.Trim, Size - 1, 2u)]
    [InlineData(9, 0, 0u)]
    public void Request_out_of_range_is_refused_and_the_connection_goes_on(int command, ulong offset, uint length)
    {
        using RawClient client = Connect().Open();
        Assert.Equal(NbdError.Invalid, client.Request((NbdCommand)command, offset, length));
        Assert.Equal(new byte[8], client.Read(Size - 8, 8));
    }

    [Fact]
    public void Write_past_the_end_is_refused_after_its_payload_and_changes_nothing()
    {
        using RawClient client = Connect().Open();
        Assert.Equal(NbdError.NoSpace, client.Request(NbdCommand.Write, Size - 8, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]));
        Assert.Equal(new byte[8], client.Read(Size - 8, 8));
    }

    [Fact]
    public void Unknown_flag_is_invalid()
    {
        using RawClient client = Connect().Open();
        Assert.Equal(NbdError.Invalid, client.Request(NbdCommand.Flush, 0, 0, flags: 0x80));
    }

    [Fact]
    public void Payload_beyond_the_limit_closes_the_connection()
    {
        using RawClient client = Connect().Open();
        var header = new byte[NbdProtocol.RequestBytes];
        new NbdRequest(0, NbdCommand.Write, 1, 0, NbdProtocol.MaxPayloadBytes + 1).Write(header);
        client.Send(header);
        client.AssertClosed();
    }

    [Fact]
    public void Disconnect_closes_the_connection()
    {
        using RawClient client = Connect().Open();
        var header = new byte[NbdProtocol.RequestBytes];
        new NbdRequest(0, NbdCommand.Disconnect, 1, 0, 0).Write(header);
        client.Send(header);
        client.AssertClosed();
    }

    [Fact]
    public void Garbage_of_any_kind_closes_its_connection_and_no_other()
    {
        using RawClient bystander = Connect().Open();
        var random = new Random(1);
        for (int i = 0; i < 50; i++)
        {
            var garbage = new byte[64];
            random.NextBytes(garbage);
            using RawClient client = i % 3 == 0 ? Connect() : i % 3 == 1 ? Connect().Greet() : Connect().Open();
            if (i % 3 == 0)
                client.Receive(18);
            client.Send(garbage);
            client.AssertClosed();
        }

        Assert.Equal(new byte[4], bystander.Read(0, 4));
    }

    [Fact]
    public void Connection_broken_off_in_mid_message_leaves_the_server_serving()
    {
        for (int i = 0; i < 20; i++)
        {
            using RawClient client = Connect().Open();
            client.Send("\u0025\u0060\u0095"u8.ToArray());
        }

        using RawClient next = Connect().Open();
        Assert.Equal(new byte[4], next.Read(0, 4));
    }

    private static byte[] ReceiveInfo(RawClient client, NbdInfo kind)
    {
        (NbdOptionReply type, byte[] data) = client.ReceiveOptionReply();
        Assert.Equal(NbdOptionReply.Info, type);
        Assert.Equal((ushort)kind, BinaryPrimitives.ReadUInt16BigEndian(data));
        return data;
    }

    private RawClient Connect() => new(_server.Port);
}
