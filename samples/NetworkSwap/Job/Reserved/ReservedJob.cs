// The job with reserves: everything that will be needed is there, and has run once, before the heap is filled.

using MemallocKit;
using MemallocKit.Swap;
using MemallocKit.Testing;
using NetworkSwap.CommandLine;

namespace NetworkSwap.Job.Reserved;

internal sealed class ReservedJob : ISwapJob
{
    // The pager's write-out runs, the page of this job, and what whole runs of pages cost a buddy allocator.
    private const int SparePages = 256;
    private const int RehearsedVisits = 2000;
    private const int RehearsedPages = 200;

    private readonly WorkingSet _workingSet;
    private readonly JobSettings _settings;
    private readonly Reporter _reporter;
    private readonly HeapBallast _ballast = new();
    private readonly Zone _zone;
    private readonly ISwapDevice _device;
    private readonly ReserveConnection _reserves;
    private Pager? _pager;
    private long _badPages;
    private long _badFiles;

    public ReservedJob(WorkingSet workingSet, JobSettings settings, Reporter reporter)
    {
        _workingSet = workingSet;
        _settings = settings;
        _reporter = reporter;
        _zone = new Zone(new ZoneOptions { Name = "network swap", Bytes = settings.BudgetBytes!.Value / WorkingSet.PageBytes * WorkingSet.PageBytes + SparePages * WorkingSet.PageBytes });
        _reserves = JobReserves.Connect(_zone);
        _device = settings.Device switch
        {
            DeviceAddress.File file => new FileSwapDevice(file.Path, workingSet.Pages),
            DeviceAddress.Nbd nbd => new NbdSwapDevice(new NbdSwapOptions { Host = nbd.Host, Port = nbd.Port, Export = nbd.Export }),
            _ => throw new InvalidOperationException("The front end gives the worker a device."),
        };
    }

    public long PagesOut => _pager?.PagesOut ?? 0;

    public long PagesIn => _pager?.PagesIn ?? 0;

    public long Refusals => _ballast.Refusals;

    public long Bad => _badPages + _badFiles;

    public void Run()
    {
        _pager = OpenPager();
        var files = new PagedFiles(_pager, _workingSet);
        Check(files.Load(done => Report(Phase.Load, done, _workingSet.Pages)));

        var pressure = new Pressure(_ballast, _reporter, _pager);
        var visits = new PageVisits(files, new PageOrder(_workingSet.Pages), pressure);
        using var hashes = new FileHashes(files, _workingSet, pressure);
        PagingContext.Prime();
        _ballast.Prime();
        Check(Rehearse(visits, hashes));

        Report(Phase.Fill, 0, 1);
        SwapStatus status = WorkUnderPressure(visits, hashes, pressure);
        _badPages = visits.Bad;
        Check(status);
        if (!pressure.Held)
            throw new JobException(FailureReason.HeapNotFull, "The managed heap of the worker could not be kept full, so nothing was shown.");
        if (pressure.AllocatedBytes != 0)
            throw new JobException(FailureReason.Allocated, $"The job allocated {pressure.AllocatedBytes} bytes of managed memory, which it must not.");
        _badFiles = DiskComparison.CountDifferent(_workingSet, hashes.Hashes, done => Report(Phase.Compare, done, _workingSet.Pages));
    }

    public void Dispose()
    {
        _pager?.Dispose();
        _device.Dispose();
        _reserves.Dispose();
        _zone.Dispose();
    }

    // First calls compile code, load types and bind natives, and all of that allocates: here they happen in good time.
    private SwapStatus Rehearse(PageVisits visits, FileHashes hashes)
    {
        // As many files as it takes: the first of them may be empty.
        int files = _workingSet.Files.TakeWhile(file => file.FirstPage < RehearsedPages).Count();
        SwapStatus status = visits.Run(RehearsedVisits);
        return status == SwapStatus.Ok ? hashes.Run(files) : status;
    }

    // The zone is full as well: the one page that hashing rents comes from the reserve.
    private SwapStatus WorkUnderPressure(PageVisits visits, FileHashes hashes, Pressure pressure)
    {
        using MemoryPressure zoneFull = MemoryPressure.Exhaust(_zone);
        try
        {
            pressure.Begin(fill: !_settings.NoPressure);
            SwapStatus status = visits.Run(_settings.Visits!.Value);
            if (status == SwapStatus.Ok)
                status = hashes.Run(_workingSet.Files.Length);
            pressure.End();
            return status;
        }
        finally
        {
            _ballast.Release();
        }
    }

    private Pager OpenPager()
    {
        try
        {
            return new Pager(_device, new PagerOptions { Zone = _zone, ResidentPages = _settings.BudgetBytes!.Value / WorkingSet.PageBytes, CapacityPages = _workingSet.Pages });
        }
        catch (SwapException e) when (e.Status == SwapStatus.NoSpace)
        {
            throw new JobException(FailureReason.DeviceTooSmall, e.Message);
        }
        catch (SwapException e)
        {
            throw new JobException(FailureReason.DeviceUnavailable, e.Message);
        }
    }

    private void Check(SwapStatus status)
    {
        if (status != SwapStatus.Ok)
            throw new JobException(FailureReason.DeviceFailed, $"{_device.Name} failed: {status}.");
    }

    private void Report(Phase phase, long done, long total) => _reporter.Progress(phase, done, total, PagesOut, PagesIn, Refusals);
}
