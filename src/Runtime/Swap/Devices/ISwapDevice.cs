// The contract between the pager and the place where pages go.
namespace MemallocKit.Swap;

/// <summary>A store of 4 KiB pages, addressed by page number from 0.</summary>
/// <remarks>
/// <para><see cref="Activate"/> may allocate, throw and take time. The transfers that follow must do none of these: they
/// run when no memory is left, so they make no managed allocation, throw only for arguments out of range, and return within a
/// bounded time.</para>
/// <para>All members may be called from any thread; transfers that overlap in time must not touch the same page.</para>
/// </remarks>
public interface ISwapDevice : IDisposable
{
    /// <summary>A name for messages.</summary>
    string Name { get; }

    /// <summary>Capacity in pages of 4 KiB. Valid once activated.</summary>
    long Pages { get; }

    /// <summary>Opens the device. Counted: only the first call opens it. Content from an earlier activation is lost.</summary>
    /// <exception cref="SwapException">The device cannot be used; the message says why. Thrown within seconds.</exception>
    /// <exception cref="ObjectDisposedException">The device was disposed.</exception>
    void Activate();

    /// <summary>Takes back one <see cref="Activate"/>; the last one closes the device.</summary>
    /// <exception cref="InvalidOperationException">The device is not activated.</exception>
    void Deactivate();

    /// <summary>Writes whole pages, the first one at <paramref name="firstPage"/>.</summary>
    /// <returns><see cref="SwapStatus.Ok"/> only when the device confirmed all of them; else their content is undefined.</returns>
    /// <exception cref="ArgumentException">The pages are not whole or reach past the end of the device.</exception>
    [Memalloc]
    SwapStatus Write(long firstPage, ReadOnlySpan<byte> pages);

    /// <summary>Reads whole pages, the first one from <paramref name="firstPage"/>.</summary>
    /// <returns><see cref="SwapStatus.Ok"/> when all of <paramref name="pages"/> was filled; else its content is undefined.</returns>
    /// <exception cref="ArgumentException">The pages are not whole or reach past the end of the device.</exception>
    [Memalloc]
    SwapStatus Read(long firstPage, Span<byte> pages);

    /// <summary>Makes confirmed writes durable, where the device knows the difference.</summary>
    [Memalloc]
    SwapStatus Flush();

    /// <summary>Says that the content of these pages is no longer needed. A hint: a device may do nothing.</summary>
    /// <exception cref="ArgumentException">The pages reach past the end of the device.</exception>
    [Memalloc]
    SwapStatus Discard(long firstPage, long pages);
}
