// Every verified file belongs to a test that exists.
namespace MemallocKit.Generators.Tests;

public sealed class SnapshotFileTests
{
    [Fact]
    public void Every_verified_file_belongs_to_a_test()
    {
        var tests = typeof(SnapshotFileTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}"))
            .ToHashSet(StringComparer.Ordinal);

        var files = Directory.GetFiles(Snapshots.Directory, "*.verified.*").Select(Path.GetFileName).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Contains(file!.Split('#')[0], tests));
    }
}
