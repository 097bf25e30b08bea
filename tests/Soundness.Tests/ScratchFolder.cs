// A folder that is gone after the test.
namespace MemallocKit.Soundness.Tests;

internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("memallockit-soundness-test-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
