// How a reserve gets its memory, follows its limit, and gives its memory up. All of it under the tree lock.
using MemallocKit.Reserves;

namespace MemallocKit;

public abstract partial class Reserve
{
    private Backing? _backing;
    private Zone? _zone;

    // Taken for, but not open yet.
    private Zone? _preparedFor;

    // Closed, but its memory not given back yet.
    private Zone? _releasedBy;
    private int _covers;

    internal Zone? Zone => Volatile.Read(ref _zone);

    /// <summary>Pages that an amount needs, by the tree's model. Throws for amounts that the unit does not allow.</summary>
    internal abstract long EstimatePages(long amount);

    /// <summary>
    /// Replaces the part <paramref name="from"/> of the limit by <paramref name="to"/>, on behalf of <paramref name="node"/>: the
    /// reserve itself or one of its shares. All or nothing. Under <see cref="ReserveNode.TreeLock"/>.
    /// </summary>
    internal bool TryResizeHeld(long from, long to, ReserveNode node)
    {
        if (IsChanging)
            throw Changing();

        // A saturated estimate is no number to subtract from.
        var pages = EstimatePages(to) is var needed and < long.MaxValue ? needed - EstimatePages(from) : long.MaxValue;
        node.RefuseOverflow(pages, to - from);
        var limit = Limit - from + to;
        if (Zone is { } zone && !(to > from ? TryRaise(zone, pages, limit) : TryLower(-pages, limit)))
            return false;
        node.AddUpwards(pages, to - from);
        return true;
    }

    /// <summary>First half of connecting: takes the memory, unless a connection covers the reserve already.</summary>
    internal bool TryPrepare(Zone zone)
    {
        if (_covers > 0)
            return true;

        PrepareWaiting();
        PrepareStorage(Limit);
        _holders = IsTracked ? new HolderTable() : null;
        PrepareHolders(Limit);

        // In place before the first charge can be granted, and not replaced while one is: see TryAcquire.
        _backing = NewBacking(zone);
        _store = _backing as EmergencyStore;
        try
        {
            if (ZoneRoom.TryBack(zone, _backing, Pages, 0, Limit))
                _preparedFor = zone;
        }
        finally
        {
            if (_preparedFor is null)
                DropBacking();
        }

        return _preparedFor is not null;
    }

    /// <summary>Undoes <see cref="TryPrepare"/>.</summary>
    internal void Abandon()
    {
        if (_preparedFor is null)
            return;
        _preparedFor = null;
        _backing!.Undo();
        DropBacking();
    }

    /// <summary>Second half of connecting: cannot fail. From here on charges are granted.</summary>
    internal void Open()
    {
        if (_preparedFor is not { } zone)
            return;
        _preparedFor = null;
        zone.CountConnection(+1);
        Volatile.Write(ref _zone, zone);
        ConnectedReserves.Add(this);
        _charge.Enter();
        _backing!.Admit();
        _charge.ExitWithCeiling(Limit);
        CountConnected(+1);
    }

    internal void Cover(int covers) => _covers += covers;

    /// <summary>
    /// Makes charges wait for <see cref="Reopen"/> or <see cref="Uncover"/> if these covers are the last; false when something is charged.
    /// </summary>
    internal bool TryClose(int covers) => _covers > covers || _charge.TryHold(0);

    /// <summary>Undoes <see cref="TryClose"/>.</summary>
    internal void Reopen(int covers)
    {
        if (_covers == covers)
            _charge.Exit();
    }

    /// <summary>
    /// Takes covers away from a reserve that was closed if they are the last. What can wait is left to <see cref="Release"/>, since the
    /// gates of others are held meanwhile.
    /// </summary>
    internal void Uncover(int covers)
    {
        _covers -= covers;
        if (_covers > 0)
            return;
        CountConnected(-1);
        _releasedBy = _zone;
        Volatile.Write(ref _zone, null);
        _backing!.Retire(Pages, Limit, 0);
        _store = null;
        _charge.ExitWithCeiling(0);
    }

    /// <summary>Second half of disconnecting, with no gate held: sends waiters away and gives the memory back.</summary>
    internal void Release()
    {
        if (_releasedBy is not { } zone)
            return;
        _releasedBy = null;
        ConnectedReserves.Remove(this);
        RefuseWaiters(WaitState.Disconnected);
        _backing!.GiveBack();
        DropBacking();
        zone.CountConnection(-1);
    }

    /// <summary>Makes what stands behind the reserve while it is connected in a zone.</summary>
    private protected abstract Backing NewBacking(Zone zone);

    /// <summary>Enters the tree with the first limit, once the derived class can estimate.</summary>
    private protected void EnterTree(ReserveGroup parent, long limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        lock (TreeLock)
        {
            AddUpwards(EstimatePages(limit), limit);
            CountReserves(+1, 0);
            Attach(parent);
        }
    }

    private bool TryRaise(Zone zone, long pages, long limit)
    {
        // As in connecting: no records, places or instances for a limit that no zone has the pages for.
        if (!ZoneRoom.TryMake(zone, pages))
            return false;

        // The factory of an instance reserve is the user's, and may call back or throw.
        IsChanging = true;
        try
        {
            PrepareStorage(limit);
            PrepareHolders(limit);
            if (!ZoneRoom.TryBack(zone, _backing!, pages, Limit, limit))
                return false;
        }
        finally
        {
            IsChanging = false;
        }

        _charge.Enter();
        _backing!.Admit();
        _charge.ExitWithCeiling(limit);
        if (_charge.HasWaiters)
            ServeWaiters();
        return true;
    }

    private bool TryLower(long pages, long limit)
    {
        if (!_charge.TryHold(limit))
            return false;
        _backing!.Retire(pages, Limit, limit);
        _charge.ExitWithCeiling(limit);
        RefuseWaiters(WaitState.TooLarge);
        _backing.GiveBack();
        return true;
    }

    private void DropBacking()
    {
        _backing!.Close();
        (_backing, _store) = (null, null);
    }

    private void CountConnected(int change)
    {
        CountReserves(0, change);
        for (var share = FirstChild as ReserveShare; share is not null; share = share.NextSibling as ReserveShare)
            share.FollowConnection();
    }
}
