using MemallocKit;
using MemallocKit.Testing;
using Xunit;

public class SpillerTests
{
    [Fact]
    public void Spilling_goes_on_when_memory_is_gone()
    {
        using var zone = new Zone(new ZoneOptions { Bytes = 1 << 20 });
        using var reserves = AppReserves.Connect(zone);
        SpillContext.Prime();
        using var pressure = MemoryPressure.Exhaust(zone);

        Assert.False(zone.TryAllocate(32, out _));
        Assert.Equal(3, Spiller.Spill([2, 3, 5], Stream.Null));
        Assert.Equal(0, AppReserves.Spill.Lines.Usage);
    }

    [Fact]
    public void Spilling_is_complete_whichever_allocation_fails()
    {
        using var zone = new Zone(new ZoneOptions { Bytes = 1 << 20 });
        using var reserves = AppReserves.Connect(zone);
        SpillContext.Prime();

        // Fails ordinary allocation 1, 2, 3 … of the body, each once and then for good, and checks the books after each run.
        FailureSweep.Run(zone, () => Assert.Equal(3, Spiller.Spill([2, 3, 5], Stream.Null)));
    }
}
