// The pager's side of the device contract: retries, and a wall against devices that throw.
namespace MemallocKit.Swap;

/// <summary>Calls the device for the pager.</summary>
internal sealed class DeviceCalls(ISwapDevice device)
{
    // A device error may be a passing one; a lost connection or a full device will be no better in a microsecond.
    private const int Attempts = 3;

    /// <summary>When not Ok: the answer to every write, without asking the device. For the rehearsal of failure.</summary>
    public SwapStatus RehearsedWrite { get; set; }

    /// <summary>The same for reads.</summary>
    public SwapStatus RehearsedRead { get; set; }

    [Memalloc]
    public SwapStatus Write(int slot, ReadOnlySpan<byte> pages)
    {
        var status = RehearsedWrite;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (RehearsedWrite == SwapStatus.Ok)
                status = WriteOnce(slot, pages);
            if (status != SwapStatus.DeviceError)
                break;
        }

        return status;
    }

    [Memalloc]
    public SwapStatus Read(int slot, Span<byte> page)
    {
        var status = RehearsedRead;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (RehearsedRead == SwapStatus.Ok)
                status = ReadOnce(slot, page);
            if (status != SwapStatus.DeviceError)
                break;
        }

        return status;
    }

    [Memalloc]
    private SwapStatus WriteOnce(int slot, ReadOnlySpan<byte> pages)
    {
        try
        {
            return device.Write(slot, pages);
        }
        catch (Exception)
        {
            // Devices promise not to throw. One that breaks its promise must not take the reclaimer with it, and all paged memory.
            return SwapStatus.DeviceError;
        }
    }

    [Memalloc]
    private SwapStatus ReadOnce(int slot, Span<byte> page)
    {
        try
        {
            return device.Read(slot, page);
        }
        catch (Exception)
        {
            return SwapStatus.DeviceError;
        }
    }
}
