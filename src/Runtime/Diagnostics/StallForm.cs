// The lines of a stall report about one reserve.
using System.Runtime.CompilerServices;
using MemallocKit.Reserves;

namespace MemallocKit.Diagnostics;

internal static class StallForm
{
    private const int MostThreads = 32;

    /// <summary>A frame of its own, whose tables on the stack go before the next reserve.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void AddReserve(ref Utf8Writer writer, Reserve reserve)
    {
        Span<WaitPlace> line = stackalloc WaitPlace[WaitLine.Places];
        var waiting = reserve.CopyWaiters(line);
        var usage = reserve.Usage;
        if (usage == 0 && waiting == 0)
            return;
        writer.AddName(reserve.Name);
        writer.Add(": "u8);
        writer.Add(usage);
        writer.Add(" of "u8);
        writer.Add(reserve.Limit);
        writer.Add(" charged, "u8);
        writer.Add(waiting);
        writer.Add(" waiting\n"u8);
        writer.EndPart();
        var now = reserve.Clock.Milliseconds;
        foreach (ref readonly var waiter in line[..waiting])
            AddWaiter(ref writer, waiter, now);
        AddHolders(ref writer, reserve, usage, now);
    }

    private static void AddWaiter(ref Utf8Writer writer, in WaitPlace waiter, long now)
    {
        writer.Add("  thread "u8);
        writer.Add(waiter.Thread);
        writer.Add(" waits for "u8);
        writer.Add(waiter.Amount);
        AddTime(ref writer, now - waiter.Since);
    }

    private static void AddHolders(ref Utf8Writer writer, Reserve reserve, long usage, long now)
    {
        Span<ThreadHoldings> threads = stackalloc ThreadHoldings[MostThreads];
        var count = reserve.SumHolders(threads, out var others);
        foreach (ref readonly var holder in threads[..count])
        {
            writer.Add("  thread "u8);
            writer.Add(holder.Thread);
            AddHoldings(ref writer, holder, now);
            usage -= holder.Amount;
        }

        if (others.Leases > 0)
        {
            writer.Add("  other threads"u8);
            AddHoldings(ref writer, others, now);
            usage -= others.Amount;
        }

        if (usage <= 0)
            return;
        writer.Add("  "u8);
        writer.Add(usage);
        writer.Add(reserve.Holders is null ? " held, by whom is not tracked\n"u8 : " charged by callers that account for themselves\n"u8);
        writer.EndPart();
    }

    private static void AddHoldings(ref Utf8Writer writer, in ThreadHoldings holder, long now)
    {
        writer.Add(" holds "u8);
        writer.Add(holder.Amount);
        writer.Add(" in "u8);
        writer.Add(holder.Leases);
        writer.Add(" leases, the oldest"u8);
        AddTime(ref writer, now - holder.Since);
    }

    private static void AddTime(ref Utf8Writer writer, long milliseconds)
    {
        writer.Add(" for "u8);
        writer.Add(Math.Max(0, milliseconds));
        writer.Add(" ms\n"u8);
        writer.EndPart();
    }
}
