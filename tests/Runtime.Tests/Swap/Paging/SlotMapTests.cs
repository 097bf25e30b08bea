// The slot map against a model that is obviously right.
using CsCheck;
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

public sealed class SlotMapTests
{
    [Fact]
    public void Any_sequence_of_takes_and_releases_agrees_with_a_list_of_booleans() =>
        Gen.Select(Gen.Int[1, 300], Gen.Int[0, int.MaxValue]).Sample((slots, seed) =>
        {
            using var map = new SlotMap(slots);
            var taken = new bool[slots];
            var random = new Random(seed);
            for (var step = 0; step < 200; step++)
            {
                if (random.Next(2) == 0)
                    TakeAndCheck(map, taken, wanted: random.Next(1, 40));
                else
                    ReleaseSome(map, taken, random);
                Assert.Equal(taken.Count(slot => !slot), map.FreeSlots);
            }
        });

    [Fact]
    public void Runs_taken_one_after_the_other_are_adjacent()
    {
        using var map = new SlotMap(256);
        for (var run = 0; run < 8; run++)
        {
            Assert.Equal(32, map.TakeRun(32, out var first));
            Assert.Equal(run * 32, first);
        }

        Assert.Equal(0, map.TakeRun(1, out _));
    }

    [Fact]
    public void Search_goes_on_after_the_last_run_and_wraps()
    {
        using var map = new SlotMap(100);
        map.TakeRun(100, out _);
        map.ReleaseRun(10, 5);
        map.ReleaseRun(90, 5);
        Assert.Equal((5, 10), (map.TakeRun(5, out var wrapped), wrapped));
        Assert.Equal((5, 90), (map.TakeRun(5, out var next), next));
    }

    [Fact]
    public void Longest_run_is_taken_when_none_is_long_enough()
    {
        using var map = new SlotMap(200);
        map.TakeRun(200, out _);
        map.ReleaseRun(3, 4);
        map.ReleaseRun(60, 9);
        map.ReleaseRun(150, 2);
        Assert.Equal((9, 60), (map.TakeRun(32, out var first), first));
        Assert.Equal((4, 3), (map.TakeRun(32, out first), first));
        Assert.Equal((2, 150), (map.TakeRun(32, out first), first));
    }

    [Fact]
    public void Slot_that_is_not_taken_cannot_be_released()
    {
        using var map = new SlotMap(64);
        map.TakeRun(2, out _);
        Assert.Throws<InvalidOperationException>(() => map.Release(2));
        Assert.Equal(62, map.FreeSlots);
    }

    private static void TakeAndCheck(SlotMap map, bool[] taken, int wanted)
    {
        var length = map.TakeRun(wanted, out var first);
        Assert.Equal(Math.Min(wanted, LongestFreeRun(taken)), length);
        for (var slot = first; slot < first + length; slot++)
        {
            Assert.False(taken[slot]);
            taken[slot] = true;
        }
    }

    private static void ReleaseSome(SlotMap map, bool[] taken, Random random)
    {
        for (var slot = random.Next(taken.Length); slot < taken.Length; slot += random.Next(1, 9))
        {
            if (!taken[slot])
                continue;
            map.Release(slot);
            taken[slot] = false;
        }
    }

    private static int LongestFreeRun(bool[] taken)
    {
        var longest = 0;
        var length = 0;
        foreach (var slot in taken)
        {
            length = slot ? 0 : length + 1;
            longest = Math.Max(longest, length);
        }

        return longest;
    }
}
