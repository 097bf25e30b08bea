// Zones for tests: each test has its own, so that tests do not see each other's pages.
namespace MemallocKit.Runtime.Tests;

internal static class Zones
{
    /// <summary>Without caches, so that a test sees in the count of free pages exactly what it did.</summary>
    public static Zone OfPages(int pages, string name = "test") =>
        new(new ZoneOptions { Name = name, Bytes = pages * 4096L, ThreadCaches = false });

    /// <summary>As users have them.</summary>
    public static Zone WithCaches(int pages, int? maxPages = null) =>
        new(new ZoneOptions { Name = "test", Bytes = pages * 4096L, MaxBytes = (maxPages ?? pages) * 4096L });
}
