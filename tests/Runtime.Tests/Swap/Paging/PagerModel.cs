// The reference model: an array of versions.
using MemallocKit.Swap;

namespace MemallocKit.Runtime.Tests.Swap;

/// <summary>
/// Knows which version each page must hold. A lock for each page keeps page and model in step; pages meet in the pager all the same,
/// since they share frames, runs and slots.
/// </summary>
internal sealed class PagerModel
{
    private const int Zeros = -1;

    private readonly Pager _pager;
    private readonly Lock[] _locks;
    private readonly PageHandle[] _handles;
    private readonly int[] _versions;
    private int _failures;

    public PagerModel(Pager pager, int pages)
    {
        _pager = pager;
        _locks = [.. Enumerable.Range(0, pages).Select(_ => new Lock())];
        _handles = [.. Enumerable.Range(0, pages).Select(_ => pager.Allocate())];
        _versions = [.. Enumerable.Repeat(Zeros, pages)];
    }

    /// <summary>Pins that the pager answered with a failure.</summary>
    public int Failures => Volatile.Read(ref _failures);

    public void Run(Random random, int operations)
    {
        for (var i = 0; i < operations; i++)
        {
            var page = random.Next(_handles.Length);
            lock (_locks[page])
                Step(page, random.Next(10), random.Next());
        }
    }

    public void CheckAll()
    {
        for (var page = 0; page < _handles.Length; page++)
        {
            using var pin = _handles[page].Pin(PinMode.Read);
            Check(pin.Span, page);
        }
    }

    public void FreeAll()
    {
        foreach (var handle in _handles)
            _pager.Free(handle);
    }

    private void Step(int page, int operation, int version)
    {
        switch (operation)
        {
            case 0:
                _pager.Free(_handles[page]);
                _handles[page] = _pager.Allocate();
                _versions[page] = Zeros;
                break;
            case < 5:
                Write(page, version & int.MaxValue);
                break;
            case 5:
                ReadWhileItIsPinned(page);
                break;
            default:
                Read(page);
                break;
        }
    }

    private void Write(int page, int version)
    {
        var status = _handles[page].TryPin(PinMode.Write, out var pin);
        if (Failed(status))
            return;
        Check(pin.Span, page);
        SwapPages.Fill(pin.Span, page, version);
        _versions[page] = version;
        pin.Dispose();
    }

    private void Read(int page)
    {
        var status = _handles[page].TryPin(PinMode.Read, out var pin);
        if (Failed(status))
            return;
        Check(pin.Span, page);
        pin.Dispose();
    }

    private void ReadWhileItIsPinned(int page)
    {
        if (Failed(_handles[page].TryPin(PinMode.Write, out var outer)))
            return;
        Assert.Equal(SwapStatus.Ok, _handles[page].TryPin(PinMode.Read, out var inner));
        Check(inner.Span, page);
        inner.Dispose();
        Check(outer.Span, page);
        outer.Dispose();
    }

    private bool Failed(SwapStatus status)
    {
        if (status == SwapStatus.Ok)
            return false;
        Interlocked.Increment(ref _failures);
        return true;
    }

    private void Check(ReadOnlySpan<byte> content, int page)
    {
        var intact = _versions[page] == Zeros ? SwapPages.IsZero(content) : SwapPages.Matches(content, page, _versions[page]);
        Assert.True(intact, $"page {page} does not hold version {_versions[page]}");
    }
}
