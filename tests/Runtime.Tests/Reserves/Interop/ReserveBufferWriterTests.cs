// The buffer writer: content, limits, misuse, and that it allocates nothing.
using System.Text.Json;
using MemallocKit.Runtime.Tests.Swap;

namespace MemallocKit.Runtime.Tests.Reserves;

[Collection(Allocations.Name)]
public class ReserveBufferWriterTests
{
    [Fact]
    public void What_is_written_is_read_in_order_across_segments()
    {
        using var tree = new TestTree().Connect();
        using var writer = new ReserveBufferWriter(tree.Bytes, segments: 20);
        var expected = new List<byte>();
        var random = new Random(1);
        while (expected.Count < 30_000)
        {
            var size = random.Next(0, 3000);
            var room = random.Next(2) == 0 ? writer.GetSpan(size) : writer.GetMemory(size).Span;
            Assert.True(room.Length >= Math.Max(1, size));
            var written = random.Next(0, Math.Min(room.Length, 3000) + 1);
            random.NextBytes(room[..written]);
            expected.AddRange(room[..written]);
            writer.Advance(written);
        }

        Assert.Equal(expected.Count, writer.WrittenCount);
        var copy = new byte[expected.Count];
        writer.CopyTo(copy);
        Assert.Equal(expected, copy);
        Assert.Throws<ArgumentException>(() => writer.CopyTo(new byte[expected.Count - 1]));
    }

    [Fact]
    public void Serializers_write_into_it()
    {
        using var tree = new TestTree().Connect().Exhaust();
        using var writer = new ReserveBufferWriter(tree.Bytes, 4, Entitlement.Memalloc);
        using (var json = new Utf8JsonWriter(writer))
        {
            json.WriteStartArray();
            for (var number = 0; number < 1000; number++)
                json.WriteNumberValue(number);
            json.WriteEndArray();
        }

        var copy = new byte[writer.WrittenCount];
        writer.CopyTo(copy);
        Assert.Equal(1000, JsonDocument.Parse(copy).RootElement.GetArrayLength());
    }

    [Fact]
    public void Near_the_limit_segments_get_shorter_and_at_the_limit_there_are_none()
    {
        using var tree = new TestTree().Connect().Exhaust();
        using var writer = new ReserveBufferWriter(tree.Bytes, 100, Entitlement.Memalloc);
        while (writer.TryGetSpan(1, out var room))
            writer.Advance(room.Length);

        // 10,000 bytes: two whole segments of 4096, and halves for the rest.
        Assert.InRange(writer.WrittenCount, 10_000 - 63, 10_000);
        Assert.Equal(tree.Bytes.Usage, writer.WrittenCount);
        Assert.Throws<InsufficientMemoryException>(() => writer.GetSpan(1).Length);
        Assert.Throws<InsufficientMemoryException>(() => writer.GetMemory());
        writer.Clear();
        Assert.Equal((0L, 0L), (writer.WrittenCount, tree.Bytes.Usage));
        Assert.Equal(4096, writer.GetSpan().Length);
    }

    [Fact]
    public void It_holds_no_more_segments_than_it_was_made_for()
    {
        using var tree = new TestTree().Connect();
        using var writer = new ReserveBufferWriter(tree.Bytes, segments: 2);
        writer.Advance(writer.GetSpan(4096).Length);
        writer.Advance(writer.GetSpan(4096).Length);
        Assert.False(writer.TryGetSpan(1, out _));
        Assert.Equal(8192, writer.WrittenCount);
    }

    [Fact]
    public void A_segment_that_was_not_written_gives_way_to_a_longer_one()
    {
        using var tree = new TestTree().Connect().Exhaust();
        Assert.True(tree.Bytes.TryCharge(9_900));
        using var writer = new ReserveBufferWriter(tree.Bytes, segments: 1, Entitlement.Memalloc);
        Assert.Equal(64, writer.GetSpan(1).Length);
        tree.Bytes.Uncharge(9_900);
        Assert.Equal(4096, writer.GetSpan(1000).Length);
        Assert.Equal(4096, tree.Bytes.Usage);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        using var tree = new TestTree().Connect();
        var writer = new ReserveBufferWriter(tree.Bytes, 1);
        Assert.Throws<InvalidOperationException>(() => writer.Advance(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Advance(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.GetSpan(4097).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.GetSpan(-1).Length);
        var room = writer.GetSpan().Length;
        Assert.Throws<InvalidOperationException>(() => writer.Advance(room + 1));
        writer.Dispose();
        writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => writer.GetSpan().Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReserveBufferWriter(tree.Bytes, 0));
    }

    [Fact]
    public void Memory_taken_of_it_is_empty_once_it_was_cleared()
    {
        using var tree = new TestTree().Connect();
        using var writer = new ReserveBufferWriter(tree.Bytes, 1);
        var memory = writer.GetMemory();
        writer.Clear();
        Assert.ThrowsAny<Exception>(() => memory.Span[0]);
    }

    [Fact]
    public void Writing_again_and_again_allocates_no_managed_memory()
    {
        using var tree = new TestTree().Connect().Exhaust();
        using var writer = new ReserveBufferWriter(tree.Bytes, 4, Entitlement.Memalloc);
        WriteAndClear(writer);
        Assert.Equal(0, Allocations.Count(() => WriteAndClear(writer)));
    }

    private static void WriteAndClear(ReserveBufferWriter writer)
    {
        for (var round = 0; round < 100; round++)
        {
            for (var part = 0; part < 20; part++)
            {
                writer.GetSpan(300)[..300].Fill((byte)part);
                writer.Advance(300);
                writer.GetMemory(100).Span[0] = 1;
                writer.Advance(1);
            }

            long sum = 0;
            foreach (var segment in writer)
                sum += segment.Length;
            if (sum != writer.WrittenCount)
                throw new InvalidOperationException("Something is missing.");
            writer.Clear();
        }
    }
}
