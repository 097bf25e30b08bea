// Where blocks of bytes go: against a model that looks at every place in order.
using CsCheck;
using MemallocKit.Slabs;

namespace MemallocKit.Runtime.Tests.Slabs;

public class BuddyMapTests
{
    [Theory]
    [InlineData(64, 6, 100)]
    [InlineData(64, 3, 5)]
    [InlineData(8, 3, 70)]
    [InlineData(1, 0, 70)]
    public void A_block_goes_to_the_lowest_chunk_that_has_room_at_a_multiple_of_its_length(int units, int maxOrder, int chunks) =>
        Gen.Select(Gen.Int[0, 99], Gen.Int[0, maxOrder], Gen.Int[0, 1 << 20]).Array[1, 500].Sample(steps =>
        {
            var map = new BuddyMap(units, maxOrder, chunks);
            for (var chunk = 0; chunk < chunks; chunk++)
                map.Open(chunk);
            var model = new bool[chunks, units];
            var blocks = new List<(int Chunk, int Unit, int Order)>();
            foreach (var (dice, order, index) in steps)
            {
                if (dice < 55)
                {
                    var (chunk, unit) = FirstPlace(model, order);
                    Assert.Equal(chunk, map.Find(order));
                    if (chunk < 0)
                        continue;
                    Assert.Equal(unit, map.Take(chunk, order));
                    Mark(model, chunk, unit, order, true);
                    blocks.Add((chunk, unit, order));
                }
                else if (blocks.Count > 0)
                {
                    var (chunk, unit, length) = blocks[index % blocks.Count];
                    blocks.RemoveAt(index % blocks.Count);
                    Assert.True(map.TryPut(chunk, unit, length));
                    Assert.False(map.TryPut(chunk, unit, length));
                    Mark(model, chunk, unit, length, false);
                    Assert.Equal(!blocks.Exists(block => block.Chunk == chunk), map.IsEmpty(chunk));
                }
            }
        });

    [Fact]
    public void A_block_is_given_back_as_what_it_is_only()
    {
        var map = new BuddyMap(64, 6, 1);
        map.Open(0);
        foreach (var order in new[] { 2, 1, 0, 0, 3 })
            map.Take(0, order);

        // 0-3, 4-5, 6, 7, 8-15: no part of one, no two in one, nothing that is free.
        Assert.All(
            new[] { (0, 1), (0, 0), (0, 3), (1, 0), (2, 1), (4, 0), (4, 2), (6, 1), (8, 2), (12, 2), (16, 0), (16, 4), (63, 0), (60, 3), (0, 6) },
            block => Assert.False(map.TryPut(0, block.Item1, block.Item2)));
        Assert.True(map.TryPut(0, 8, 3) && map.TryPut(0, 7, 0) && map.TryPut(0, 6, 0) && map.TryPut(0, 4, 1) && map.TryPut(0, 0, 2));
        Assert.True(map.IsEmpty(0));
    }

    [Fact]
    public void A_map_that_took_over_another_goes_on_from_there()
    {
        var small = new BuddyMap(64, 6, 2);
        small.Open(0);
        small.Take(0, 5);
        var large = new BuddyMap(64, 6, 9);
        large.Open(5);
        large.CopyFrom(small);
        Assert.Equal(5, large.Find(6));
        Assert.Equal((0, 32), (large.Find(5), large.Take(0, 5)));
        Assert.Equal(5, large.Find(0));
        large.Close(5);
        Assert.Equal(-1, large.Find(0));
        Assert.True(large.TryPut(0, 0, 5));
        Assert.Equal(0, large.Find(5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(5000)]
    [InlineData(300_000)]
    public void A_bit_tree_finds_its_lowest_number(int numbers) =>
        Gen.Int[0, numbers - 1].Array[1, 200].Sample(
            items =>
            {
                var tree = new BitTree(numbers);
                var model = new SortedSet<int>();
                foreach (var item in items)
                {
                    if (model.Remove(item))
                    {
                        tree.Remove(item);
                    }
                    else
                    {
                        model.Add(item);
                        tree.Add(item);
                    }

                    Assert.Equal(model.Count == 0 ? -1 : model.Min, tree.Lowest);
                }
            },
            iter: 20);

    private static (int Chunk, int Unit) FirstPlace(bool[,] model, int order)
    {
        for (var chunk = 0; chunk < model.GetLength(0); chunk++)
        {
            for (var unit = 0; unit < model.GetLength(1); unit += 1 << order)
            {
                if (Enumerable.Range(unit, 1 << order).All(one => !model[chunk, one]))
                    return (chunk, unit);
            }
        }

        return (-1, -1);
    }

    private static void Mark(bool[,] model, int chunk, int unit, int order, bool used)
    {
        for (var one = unit; one < unit + (1 << order); one++)
            model[chunk, one] = used;
    }
}
