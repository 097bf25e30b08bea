// The job without reserves: the same steps under the same pressure, written the way such code is usually written.

using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography;
using NetworkSwap.CommandLine;

namespace NetworkSwap.Job.Ordinary;

internal sealed class OrdinaryJob(WorkingSet workingSet, JobSettings settings, Reporter reporter) : ISwapJob
{
    private const int MaxAttempts = 20;
    private const int VisitsPerProbe = 64;
    private const int WarmUpVisits = 1000;

    private readonly HeapBallast _ballast = new();
    private readonly PageOrder _order = new(workingSet.Pages);
    private readonly ulong[] _checksums = new ulong[workingSet.Pages];
    private readonly uint[] _versions = new uint[workingSet.Pages];
    private readonly byte[] _hashes = new byte[workingSet.Files.Length * SHA256.HashSizeInBytes];
    private IOrdinaryDevice? _device;
    private OrdinaryPager? _pager;
    private int _refused;

    public long PagesOut => _pager?.PagesOut ?? 0;

    public long PagesIn => _pager?.PagesIn ?? 0;

    public long Refusals => _ballast.Refusals;

    public long Bad { get; private set; }

    public void Run()
    {
        try
        {
            RunAsync().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            _ballast.Release();
            throw new JobException(FailureReason.DeviceFailed, $"{settings.Device} failed: {e.Message}");
        }
        finally
        {
            _ballast.Release();
        }
    }

    public void Dispose() => _device?.Dispose();

    private async Task RunAsync()
    {
        _device = await OpenDeviceAsync();
        if (_device.Pages >= 0 && _device.Pages < workingSet.Pages)
            throw new JobException(FailureReason.DeviceTooSmall, $"{settings.Device} has {_device.Pages} pages; the working set has {workingSet.Pages}.");
        _pager = new OrdinaryPager(_device, workingSet.Pages, (int)(settings.BudgetBytes!.Value / WorkingSet.PageBytes));
        await LoadAsync();

        // Warmed up, so that what fails below is the code's need for memory and not the JIT's.
        _ballast.Prime();
        await VisitAsync(Phase.Rehearse, WarmUpVisits);
        Report(Phase.Fill, 0, 1);
        if (!settings.NoPressure && !_ballast.TryFill())
            throw new JobException(FailureReason.HeapNotFull, "The heap of the worker could not be filled.");
        await VisitAsync(Phase.Visit, settings.Visits!.Value);
        await HashAsync();
        _ballast.Release();
        Bad += DiskComparison.CountDifferent(workingSet, _hashes, done => Report(Phase.Compare, done, workingSet.Pages));
    }

    private async Task<IOrdinaryDevice> OpenDeviceAsync()
    {
        try
        {
            return settings.Device switch
            {
                DeviceAddress.File file => new OrdinaryFileDevice(file.Path),
                DeviceAddress.Nbd nbd => await OrdinaryNbdClient.ConnectAsync(nbd),
                _ => throw new InvalidOperationException("The front end gives the worker a device."),
            };
        }
        catch (Exception e) when (e is IOException or SocketException or UnauthorizedAccessException)
        {
            throw new JobException(FailureReason.DeviceUnavailable, $"Cannot use {settings.Device}: {e.Message}");
        }
    }

    private async Task LoadAsync()
    {
        foreach (InputFile file in workingSet.Files)
        {
            using var handle = InputReader.Open(file);
            for (int i = 0; i < file.Pages; i++)
            {
                var content = new byte[WorkingSet.PageBytes];
                InputReader.Read(handle, file, i, content);
                _checksums[file.FirstPage + i] = PageContent.Checksum(content, mask: 0);
                await _pager!.AddAsync(file.FirstPage + i, content);
                Report(Phase.Load, file.FirstPage + i, workingSet.Pages);
            }
        }
    }

    private async Task VisitAsync(Phase phase, long visits)
    {
        Report(phase, 0, visits);
        for (long i = 0; i < visits; i++)
        {
            KeepFull(i);
            int page = _order.Next(out bool write);
            byte[] content = await GetAsync(page, write);
            if (PageContent.Checksum(content, PageContent.Mask(page, _versions[page])) != _checksums[page])
                Bad++;
            if (write)
            {
                PageContent.Apply(content, PageContent.Mask(page, _versions[page]) ^ PageContent.Mask(page, _versions[page] + 1));
                _versions[page]++;
            }

            Report(phase, i, visits);
        }
    }

    private async Task HashAsync()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int f = 0; f < workingSet.Files.Length; f++)
        {
            InputFile file = workingSet.Files[f];
            for (int i = 0; i < file.Pages; i++)
            {
                KeepFull(i);
                int page = file.FirstPage + i;
                var content = (byte[])(await GetAsync(page, write: false)).Clone();
                PageContent.Apply(content, PageContent.Mask(page, _versions[page]));
                hash.AppendData(content, 0, (int)Math.Min(WorkingSet.PageBytes, file.Bytes - (long)i * WorkingSet.PageBytes));
                Report(Phase.Hash, page, workingSet.Pages);
            }

            hash.GetHashAndReset(_hashes.AsSpan(f * SHA256.HashSizeInBytes));
        }
    }

    // What programs do when memory is short: collect, wait a little, try again, give up in the end.
    private async ValueTask<byte[]> GetAsync(int page, bool write)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await _pager!.GetAsync(page, write);
            }
            catch (OutOfMemoryException) when (attempt < MaxAttempts)
            {
                _refused++;
                GC.Collect();
                Thread.Sleep(10);
            }
            catch (OutOfMemoryException)
            {
                _ballast.Release();
                throw new JobException(FailureReason.OutOfMemory, string.Create(
                    CultureInfo.InvariantCulture,
                    $"The pager could not get memory to make room: OutOfMemoryException {_refused + 1} times, the last {MaxAttempts} in a row for page {page}."));
            }
        }
    }

    private void KeepFull(long step)
    {
        if (step % VisitsPerProbe == 0)
            _ballast.Probe();
    }

    private void Report(Phase phase, long done, long total) => reporter.Progress(phase, done, total, PagesOut, PagesIn, Refusals);
}
