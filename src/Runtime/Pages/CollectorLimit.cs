// What the garbage collector knows of physical memory.
namespace MemallocKit.Pages;

/// <summary>
/// Without a heap hard limit <see cref="GCMemoryInfo.TotalAvailableMemoryBytes"/> is the physical memory that the process may have at
/// most, however the system limits it. With one (set by hand, or by the runtime to three quarters of a container) it is that
/// limit, which binds managed objects alone: a zone above it works, so then the collector says nothing.
/// </summary>
internal static class CollectorLimit
{
    public static MemoryLimit Read() => Of(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, GC.GetConfigurationVariables());

    public static MemoryLimit Of(long totalBytes, IReadOnlyDictionary<string, object> settings) =>
        totalBytes > 0 && settings.TryGetValue("GCHeapHardLimit", out var limit) && limit is 0L
            ? new MemoryLimit(totalBytes, "physical memory as the garbage collector sees it")
            : MemoryLimit.None;
}
