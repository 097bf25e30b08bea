// Random use by several threads against a model: the version that each page must have.
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

public sealed class PagerModelTests
{
    private const int Capacity = 256;

    [Theory]
    [InlineData(1, 8, 1)]
    [InlineData(1, 64, 2)]
    [InlineData(4, 24, 3)]
    [InlineData(4, 64, 4)]
    [InlineData(8, 64, 5)]
    public void No_page_is_lost_or_mixed_up(int threads, int resident, int seed)
    {
        using var rig = new PagerRig(resident, Capacity);
        var model = new PagerModel(rig.Pager, pages: Capacity);
        new TestThreads(threads, thread => model.Run(new Random((seed * 100) + thread), operations: 6000 / threads)).Join();

        Assert.Equal(0, model.Failures);
        Assert.True(rig.Pager.PagesOut > 0);
        CheckAtRest(rig, model);
    }

    [Theory]
    [InlineData(1, 11)]
    [InlineData(4, 12)]
    public void No_page_is_lost_or_mixed_up_on_a_device_that_fails_now_and_then(int threads, int seed)
    {
        using var rig = new PagerRig(32, Capacity);
        var model = new PagerModel(rig.Pager, pages: Capacity);
        var weather = new Random(seed);
        rig.Memory.OnWrite = _ =>
        {
            rig.Memory.FailWrites = weather.Next(4) == 0 ? SwapStatus.TimedOut : SwapStatus.Ok;
            rig.Memory.FailReads = weather.Next(4) == 0 ? SwapStatus.TimedOut : SwapStatus.Ok;
        };
        new TestThreads(threads, thread => model.Run(new Random((seed * 100) + thread), operations: 6000 / threads)).Join();

        rig.WaitForIdleReclaimer();
        rig.Memory.OnWrite = null;
        rig.Memory.FailWrites = SwapStatus.Ok;
        rig.Memory.FailReads = SwapStatus.Ok;
        Assert.True(model.Failures > 0, "the weather was too good");
        CheckAtRest(rig, model);
    }

    private static void CheckAtRest(PagerRig rig, PagerModel model)
    {
        model.CheckAll();
        model.FreeAll();
        rig.WaitForIdleReclaimer();
        Assert.Equal((0, 0), (rig.AllocatedPages, rig.DoomedPages));
        Assert.Equal(0, rig.Pager.ResidentPages);
        Assert.Equal(Capacity, rig.FreeSlots);
        Assert.Equal(0, rig.Pager.Reserves.FirstChild!.Usage);
    }
}
