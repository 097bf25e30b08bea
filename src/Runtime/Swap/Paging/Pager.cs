// Memory larger than its budget: pages that go to a swap device and come back when they are pinned.
namespace MemallocKit.Swap;

/// <summary>Keeps more pages than fit into its budget, the rest of them on a swap device. Thread-safe.</summary>
/// <remarks>
/// Everything that is needed while memory is short is taken and tried out by the constructor. After it, no method but
/// <see cref="Dispose"/> makes a managed allocation on its normal path, so paging goes on while every <c>new</c> fails. When the device
/// fails, no page is lost: those in memory stay there, and whoever needs one that is not gets the status.
/// </remarks>
public sealed class Pager : IDisposable
{
    private readonly ISwapDevice _device;
    private readonly int _frameTimeout;
    private readonly PagerState _state;
    private readonly PageAccess _access;
    private readonly Reclaimer _reclaimer;
    private readonly ReserveConnection _connection;

    /// <summary>Activates the device, takes the budget and the reserve from the zone, starts the reclaimer and runs it once.</summary>
    /// <param name="device">Where pages go. Deactivated again by <see cref="Dispose"/>, but not disposed.</param>
    /// <param name="options">The sizes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of its range.</exception>
    /// <exception cref="SwapException">The device cannot be used.</exception>
    /// <exception cref="ReserveException">The zone has not enough memory; the message says how much.</exception>
    public Pager(ISwapDevice device, PagerOptions options)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _device = device;
        _frameTimeout = (int)options.FrameTimeout.TotalMilliseconds;
        var zone = options.Zone ?? Zone.Default;
        Reserves = new ReserveGroup("swap");
        var runs = new PageReserve("write-out runs", Reserves, WriteOut.RunPages, runPages: WriteOut.RunPages);

        device.Activate();
        try
        {
            _connection = Reserves.Connect(zone);
            MemallocScope.Prime([Reserves]);
            _state = new PagerState(zone, (int)options.ResidentPages, options.CapacityOn(device), (int)Math.Min(device.Pages, int.MaxValue));
            var calls = new DeviceCalls(device);
            _access = new PageAccess(_state, calls);
            _reclaimer = new Reclaimer(_state, calls, runs);
            new Rehearsal(_state, _access, calls, device.Name).Run();
            PrimeThread();
        }
        catch
        {
            Release();
            throw;
        }
    }

    /// <summary>The pager's own reserve tree, for reports.</summary>
    public ReserveGroup Reserves { get; }

    /// <summary>Pages written to the device so far.</summary>
    public long PagesOut => _state.PagesOut;

    /// <summary>Pages read from the device so far.</summary>
    public long PagesIn => _state.PagesIn;

    /// <summary>Pages in memory now; a snapshot.</summary>
    public long ResidentPages
    {
        get
        {
            lock (_state.Gate)
                return _state.Frames.Used;
        }
    }

    /// <summary>The last failure of the device, in the background or in a pin; <see cref="SwapStatus.Ok"/> if there was none.</summary>
    public SwapStatus LastError => _state.LastError;

    /// <summary>For tests, which look at the books at rest.</summary>
    internal PagerState State => _state;

    /// <summary>Allocates a page. It reads as zeros and takes no memory until it is pinned.</summary>
    /// <exception cref="SwapException">As many pages are allocated as the capacity allows.</exception>
    public PageHandle Allocate() => TryAllocate(out var handle)
        ? handle
        : throw new SwapException($"All {_state.Pages.Capacity} pages of the pager are allocated.", SwapStatus.NoSpace);

    /// <summary>Allocates a page, unless the capacity is used up.</summary>
    [Memalloc]
    public bool TryAllocate(out PageHandle handle)
    {
        lock (_state.Gate)
        {
            _state.ThrowIfClosed();
            var allocated = _state.Pages.TryAllocate(out var index);
            handle = allocated ? new PageHandle(this, index, _state.Pages[index].Generation) : default;
            return allocated;
        }
    }

    /// <summary>Frees a page and its place on the device. Every handle to it is stale afterwards.</summary>
    /// <exception cref="ArgumentException">The handle is of another pager.</exception>
    /// <exception cref="InvalidOperationException">The page was freed before, or is pinned; nothing was changed.</exception>
    [Memalloc]
    public void Free(PageHandle handle)
    {
        CheckOwner(handle);
        lock (_state.Gate)
        {
            _state.ThrowIfClosed();
            PageRelease.Free(_state, handle.Index, handle.Generation);
        }
    }

    /// <summary>Pins a page; throws instead of returning a status.</summary>
    /// <inheritdoc cref="TryPin" path="/param"/>
    /// <exception cref="SwapException">The page is not in memory and cannot be brought there.</exception>
    /// <inheritdoc cref="TryPin" path="/exception"/>
    public PagePin Pin(PageHandle handle, PinMode mode)
    {
        var status = TryPin(handle, mode, out var pin);
        return status == SwapStatus.Ok
            ? pin
            : throw new SwapException($"A page cannot be brought into memory from {_device.Name}: {status}.", status);
    }

    /// <summary>Brings a page into memory and holds it there. Waits for the device, and for a frame if all are in use.</summary>
    /// <param name="handle">The page.</param>
    /// <param name="mode">Whether it is going to be changed.</param>
    /// <param name="pin">To be disposed; empty unless the status is Ok.</param>
    /// <returns>
    /// Ok; or the device's failure; or <see cref="SwapStatus.NoSpace"/> when every frame stayed pinned for
    /// <see cref="PagerOptions.FrameTimeout"/>. The page keeps its content in every case, and the call may be repeated.
    /// </returns>
    /// <exception cref="ArgumentException">The handle is of another pager.</exception>
    /// <exception cref="InvalidOperationException">The page was freed.</exception>
    /// <exception cref="ObjectDisposedException">The pager was disposed.</exception>
    [Memalloc]
    public SwapStatus TryPin(PageHandle handle, PinMode mode, out PagePin pin)
    {
        CheckOwner(handle);
        var status = _access.TryPin(handle.Index, handle.Generation, mode, _frameTimeout, out var frame);
        pin = status == SwapStatus.Ok ? new PagePin(this, handle.Index, _state.Frames.Address(frame)) : default;
        return status;
    }

    /// <summary>
    /// To be called once by each thread that pins while memory is exhausted, when it is not yet: a thread's first wait may create
    /// what it waits with. The constructor does it for its own thread.
    /// </summary>
    public void PrimeThread()
    {
        lock (_state.Gate)
        {
            _state.ThrowIfClosed();
            _state.Signal.Wait(milliseconds: 1);
        }
    }

    /// <summary>Stops the reclaimer, gives all memory back to the zone and lets the device go. The content of all pages is lost.</summary>
    /// <exception cref="InvalidOperationException">Pages are still pinned; nothing was changed.</exception>
    public void Dispose()
    {
        lock (_state.Gate)
        {
            if (_state.Closed)
                return;
            if (_state.Pins > 0)
                throw new InvalidOperationException($"{_state.Pins} pins are still held. Dispose them before the pager.");
            _state.Closed = true;
        }

        Release();
    }

    [Memalloc]
    internal void Unpin(int index) => _access.Unpin(index);

    /// <summary>In this order: who uses memory, memory, its reserve, the device. After a failed construction some are not there.</summary>
    private void Release()
    {
        _reclaimer?.Stop();
        _state?.Dispose();
        _connection?.Dispose();
        _device.Deactivate();
    }

    [Memalloc]
    private void CheckOwner(PageHandle handle)
    {
        if (handle.Pager != this)
            throw new ArgumentException("The handle is not from this pager.", nameof(handle));
    }
}
