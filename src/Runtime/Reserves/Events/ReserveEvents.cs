// What happens to reserves, for whoever listens.
using System.Runtime.CompilerServices;

namespace MemallocKit.Reserves;

/// <summary>
/// The hooks that reserves call. A sink is put in by the diagnostics when the library is loaded, so that this layer depends on nothing below
/// it. Where nobody listens a hook costs the read of one static field: the class has no static initialiser, which would
/// have to be checked for. Hooks are called after gates are left, since whoever listens may be slow.
/// </summary>
internal static class ReserveEvents
{
    /// <summary>A wait of this length is told as a stall: what a reserve lends is meant to come back within milliseconds.</summary>
    public const long StallMilliseconds = 1000;

    private static ReserveEventSink? s_sink;
    private static bool s_enabled;

    /// <summary>Whether anybody listens to events. Set by the sink.</summary>
    public static bool IsEnabled
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => s_enabled;
        set => s_enabled = value;
    }

    /// <summary>Puts the sink in; once.</summary>
    public static void SetSink(ReserveEventSink sink) => s_sink = sink;

    /// <summary>To be called before a tree is connected.</summary>
    public static void Start() => s_sink?.Start();

    /// <summary>A connection was made.</summary>
    public static void Connected(ReserveNode node, Zone zone)
    {
        if (s_enabled)
            s_sink?.Connected(node, zone);
    }

    /// <summary>A connection was ended.</summary>
    public static void Disconnected(ReserveNode node, Zone zone)
    {
        if (s_enabled)
            s_sink?.Disconnected(node, zone);
    }

    /// <summary>A rent was refused: counted, and told. One of nothing is neither: that is how this is primed.</summary>
    public static void RentRefused(Reserve reserve, long amount, RefusalReason reason)
    {
        reserve.Counters.CountRefusals(reason, amount > 0 ? 1 : 0);
        if (s_enabled && amount > 0)
            s_sink?.Refused(reserve, amount, reason);
    }

    /// <summary>A charge by hand was refused: told, but not counted, as a count would cost more than the refusal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ChargeRefused(Reserve reserve, long amount)
    {
        if (s_enabled)
            TellChargeRefused(reserve, amount);
    }

    /// <summary>The reserve's first emergency memory was rented.</summary>
    public static void EmergencyEntered(Reserve reserve)
    {
        if (s_enabled)
            s_sink?.EmergencyEntered(reserve);
    }

    /// <summary>The reserve's last emergency memory was returned.</summary>
    public static void EmergencyLeft(Reserve reserve)
    {
        if (s_enabled)
            s_sink?.EmergencyLeft(reserve);
    }

    /// <summary>Somebody has been waiting for <see cref="StallMilliseconds"/> or more: counted, and told.</summary>
    public static void Stalled(Reserve reserve, long amount, long waitedMilliseconds)
    {
        reserve.Counters.CountStall();
        if (s_enabled)
            s_sink?.Stalled(reserve, amount, waitedMilliseconds);
    }

    // Out of line, or every caller of a charge that is inlined carries the call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void TellChargeRefused(Reserve reserve, long amount) => s_sink?.Refused(reserve, amount, RefusalReason.Limit);
}
