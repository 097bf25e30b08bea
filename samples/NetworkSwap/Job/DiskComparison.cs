// The last step: what paged memory held against what the disk holds.

using System.Security.Cryptography;

namespace NetworkSwap.Job;

internal static class DiskComparison
{
    /// <param name="workingSet">The files.</param>
    /// <param name="hashes">Their SHA-256 from paged memory, 32 bytes a file.</param>
    /// <param name="progress">Called after each file with the pages compared so far.</param>
    /// <returns>The number of files whose hash on disk is another one.</returns>
    public static int CountDifferent(WorkingSet workingSet, ReadOnlySpan<byte> hashes, Action<long> progress)
    {
        int different = 0;
        Span<byte> onDisk = stackalloc byte[SHA256.HashSizeInBytes];
        for (int i = 0; i < workingSet.Files.Length; i++)
        {
            InputFile file = workingSet.Files[i];
            using (var stream = new FileStream(InputReader.Open(file), FileAccess.Read))
                SHA256.HashData(stream, onDisk);
            if (!onDisk.SequenceEqual(hashes.Slice(i * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes)))
                different++;
            progress(file.FirstPage + file.Pages);
        }

        return different;
    }
}
