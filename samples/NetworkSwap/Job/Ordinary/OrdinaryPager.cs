// A pager as one writes it first: managed pages, a clock hand, and memory asked for at the very moment it is short.

namespace NetworkSwap.Job.Ordinary;

/// <summary>One caller at a time.</summary>
internal sealed class OrdinaryPager(IOrdinaryDevice device, int pages, int budgetPages)
{
    private readonly byte[]?[] _resident = new byte[pages][];
    private readonly bool[] _dirty = new bool[pages];
    private readonly bool[] _referenced = new bool[pages];
    private int _residentPages;
    private int _hand;

    public long PagesOut { get; private set; }

    public long PagesIn { get; private set; }

    /// <summary>Adds a page that is not there yet.</summary>
    public async ValueTask AddAsync(int page, byte[] content)
    {
        await MakeRoomAsync();
        Insert(page, content);
        _dirty[page] = true;
    }

    /// <returns>The content of a page, valid until the next call.</returns>
    public async ValueTask<byte[]> GetAsync(int page, bool write)
    {
        if (_resident[page] is null)
        {
            await MakeRoomAsync();
            Insert(page, await device.ReadAsync(page));
            PagesIn++;
        }

        _referenced[page] = true;
        _dirty[page] |= write;
        return _resident[page]!;
    }

    private void Insert(int page, byte[] content)
    {
        _resident[page] = content;
        _residentPages++;
    }

    private async ValueTask MakeRoomAsync()
    {
        while (_residentPages >= budgetPages)
        {
            int page = NextVictim();
            if (_dirty[page])
            {
                // Writing a page out in order to get memory takes memory: a task, a state machine, a buffer.
                await device.WriteAsync(page, _resident[page]!);
                _dirty[page] = false;
                PagesOut++;
            }

            _resident[page] = null;
            _residentPages--;
        }
    }

    private int NextVictim()
    {
        while (true)
        {
            _hand = (_hand + 1) % _resident.Length;
            if (_resident[_hand] is null)
                continue;
            if (!_referenced[_hand])
                return _hand;
            _referenced[_hand] = false;
        }
    }
}
