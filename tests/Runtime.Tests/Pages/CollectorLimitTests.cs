// What the garbage collector may say about memory that is not its own.
using MemallocKit.Pages;

namespace MemallocKit.Runtime.Tests.Pages;

public class CollectorLimitTests
{
    [Fact]
    public void Without_a_heap_hard_limit_the_physical_memory_counts() =>
        Assert.Equal(5_000_000, CollectorLimit.Of(5_000_000, Settings(0L)).AvailableBytes);

    [Fact]
    public void A_heap_hard_limit_says_nothing_about_native_memory() =>
        Assert.Equal(MemoryLimit.None, CollectorLimit.Of(5_000_000, Settings(5_000_000L)));

    [Fact]
    public void Where_the_collector_does_not_say_nothing_is_limited()
    {
        Assert.Equal(MemoryLimit.None, CollectorLimit.Of(0, Settings(0L)));
        Assert.Equal(MemoryLimit.None, CollectorLimit.Of(5_000_000, new Dictionary<string, object>()));
    }

    /// <summary>The name of the setting and the type of its value are the runtime's.</summary>
    [Fact]
    public void This_runtime_tells_its_heap_hard_limit() =>
        Assert.IsType<long>(Assert.Contains("GCHeapHardLimit", GC.GetConfigurationVariables()));

    private static Dictionary<string, object> Settings(long hardLimit) => new() { ["GCHeapHardLimit"] = hardLimit };
}
