// Finds the repository that the tests were built from.
namespace MemallocKit.Package.Tests;

internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "MemallocKit.sln")) ? folder
        : Path.GetDirectoryName(folder) is { } parent ? Find(parent)
        : throw new InvalidOperationException("MemallocKit.sln is in no folder above the tests: run them from a clone.");
}
