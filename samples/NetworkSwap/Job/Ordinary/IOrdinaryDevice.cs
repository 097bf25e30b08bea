// Where the ordinary version writes its pages to: the usual asynchronous interface.

namespace NetworkSwap.Job.Ordinary;

/// <summary>One operation at a time.</summary>
internal interface IOrdinaryDevice : IDisposable
{
    /// <summary>Capacity in pages, or -1 when it grows.</summary>
    long Pages { get; }

    Task WriteAsync(int page, byte[] content);

    Task<byte[]> ReadAsync(int page);
}
