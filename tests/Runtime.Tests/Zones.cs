// Zones for tests: each test has its own, so that tests do not see each other's pages.
namespace MemallocKit.Runtime.Tests;

internal static class Zones
{
    public static Zone OfPages(int pages, string name = "test") =>
        new(new ZoneOptions { Name = name, Bytes = pages * 4096L });
}
