// A folder of input files of awkward sizes, a few megabytes together.

namespace MemallocKit.Samples.Tests.NetworkSwap;

public sealed class InputFolder : IDisposable
{
    public const int Files = 8;

    public InputFolder()
    {
        Folder = Directory.CreateTempSubdirectory("network-swap-input-").FullName;
        Directory.CreateDirectory(Path.Combine(Folder, "below"));
        int[] sizes = [0, 1, 4095, 4096, 4097, 300_000, 2_000_001, 4 << 20];
        var random = new Random(20081002);
        for (int i = 0; i < sizes.Length; i++)
        {
            var content = new byte[sizes[i]];
            random.NextBytes(content);
            File.WriteAllBytes(Path.Combine(Folder, i % 2 == 0 ? "below" : "", $"file {i}"), content);
            Pages += (sizes[i] + 4095) / 4096;
        }
    }

    public string Folder { get; }

    public int Pages { get; }

    /// <summary>A path for a swap file, in a folder that is there.</summary>
    public string NewFile() => Path.Combine(Folder, "..", Path.GetRandomFileName() + ".swap");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
