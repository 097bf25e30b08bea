// Hashes the files from paged memory, page by page, through one reserved page.

using System.Security.Cryptography;
using MemallocKit;
using MemallocKit.Swap;

namespace NetworkSwap.Job.Reserved;

/// <summary>One thread. Allocates nothing after construction.</summary>
internal sealed class FileHashes(PagedFiles files, WorkingSet workingSet, Pressure pressure) : IDisposable
{
    private const int BatchPages = 64;

    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _hashes = new byte[workingSet.Files.Length * SHA256.HashSizeInBytes];

    /// <summary>The SHA-256 of each file, 32 bytes a file, in their order.</summary>
    public ReadOnlySpan<byte> Hashes => _hashes;

    /// <param name="fileCount">How many files, from the first.</param>
    public SwapStatus Run(int fileCount)
    {
        for (int i = 0; i < fileCount; i++)
        {
            InputFile file = workingSet.Files[i];
            for (int page = 0; page < file.Pages; page += BatchPages)
            {
                pressure.Step(Phase.Hash, file.FirstPage + page, workingSet.Pages);
                SwapStatus status = AppendBatch(file, page, Math.Min(BatchPages, file.Pages - page));
                if (status != SwapStatus.Ok)
                    return status;
            }

            _sha256.GetHashAndReset(_hashes.AsSpan(i * SHA256.HashSizeInBytes, SHA256.HashSizeInBytes));
        }

        return SwapStatus.Ok;
    }

    public void Dispose() => _sha256.Dispose();

    /// <summary>The first bytes that are hashed load the library that does it.</summary>
    [MemallocPrime]
    internal static void WarmUp()
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha256.AppendData([0]);
    }

    private SwapStatus AppendBatch(in InputFile file, int first, int count)
    {
        using var memalloc = PagingContext.Enter();
        if (!memalloc.PlainPage.TryRent(out PageLease plain))
            return SwapStatus.NoSpace;
        using (plain)
        {
            for (int page = first; page < first + count; page++)
            {
                SwapStatus status = files.CopyPlain(in memalloc, file.FirstPage + page, plain.Span);
                if (status != SwapStatus.Ok)
                    return status;
                _sha256.AppendData(plain.Span[..(int)Math.Min(WorkingSet.PageBytes, file.Bytes - (long)page * WorkingSet.PageBytes)]);
            }
        }

        return SwapStatus.Ok;
    }
}
