// Who holds a reserve, for reports.
using MemallocKit.Reserves;

namespace MemallocKit;

public abstract partial class Reserve
{
    private HolderTable? _holders;

    /// <summary>The records of who holds what; <see langword="null"/> when that is not tracked.</summary>
    internal HolderTable? Holders => Volatile.Read(ref _holders);

    /// <summary>Sums the records up by thread, for as many threads as fit. Figures of rents that begin or end meanwhile may be missing.</summary>
    /// <param name="threads">What each of them holds.</param>
    /// <param name="others">What the rest of them holds together.</param>
    /// <returns>How many threads were written.</returns>
    internal int SumHolders(Span<ThreadHoldings> threads, out ThreadHoldings others)
    {
        others = default;
        var count = 0;
        for (var number = 1; Holders is { } holders && number < holders.Count; number++)
        {
            var record = holders.Read(number);
            if (record.Amount == 0)
                continue;
            var index = 0;
            while (index < count && threads[index].Thread != record.Thread)
                index++;
            if (index == threads.Length)
            {
                others.Add(record);
                continue;
            }

            if (index == count)
                threads[count++] = default;
            threads[index].Add(record);
        }

        return count;
    }

    /// <summary>How many leases of emergency memory there can be at a time.</summary>
    private protected virtual long MostLeases(long limit) => limit / ChargeOf(1);

    /// <summary>Makes the records that a limit needs, before it holds. Allocates; under the tree lock.</summary>
    private void PrepareHolders(long limit)
    {
        if (_holders is not { } holders)
            return;
        var leases = MostLeases(limit);
        holders.Grow(leases);
        _charge.Enter();
        holders.Admit(leases);
        _charge.Exit();
    }
}
