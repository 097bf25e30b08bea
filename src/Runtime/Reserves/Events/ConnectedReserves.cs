// All reserves of the process that are connected.
using MemallocKit.Pages;

namespace MemallocKit.Reserves;

/// <summary>
/// A list through the reserves themselves, so that entering it when a connection opens allocates nothing and cannot fail. The gate is the
/// list's own: whoever looks does not wait for a connection that is being made.
/// </summary>
internal static class ConnectedReserves
{
    private static SpinGate s_gate;
    private static Reserve? s_first;
    private static int s_count;

    /// <summary>Called once when a reserve gets its memory.</summary>
    public static void Add(Reserve reserve)
    {
        s_gate.Enter();
        reserve.PreviousConnected = null;
        reserve.NextConnected = s_first;
        s_first?.PreviousConnected = reserve;
        s_first = reserve;
        s_count++;
        s_gate.Exit();
    }

    /// <summary>Called once when it gives its memory up.</summary>
    public static void Remove(Reserve reserve)
    {
        s_gate.Enter();
        if (reserve.PreviousConnected is { } previous)
            previous.NextConnected = reserve.NextConnected;
        else
            s_first = reserve.NextConnected;
        reserve.NextConnected?.PreviousConnected = reserve.PreviousConnected;
        reserve.NextConnected = reserve.PreviousConnected = null;
        s_count--;
        s_gate.Exit();
    }

    /// <summary>Those that are connected now, the latest first.</summary>
    public static Reserve[] Snapshot()
    {
        while (true)
        {
            // Not under the gate: an allocation can take as long as a garbage collection.
            var reserves = new Reserve[Volatile.Read(ref s_count)];
            s_gate.Enter();
            var complete = reserves.Length == s_count;
            var reserve = s_first;
            for (var index = 0; complete && index < reserves.Length; index++)
            {
                reserves[index] = reserve!;
                reserve = reserve!.NextConnected;
            }

            s_gate.Exit();
            if (complete)
                return reserves;
        }
    }
}
