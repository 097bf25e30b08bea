// First calls of the framework: what nearly every program's emergency uses, and this library itself.
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace MemallocKit.Reserves.Priming;

/// <summary>
/// Members that set something up when they are called for the first time: data of a culture, an import, a seed. Each is run on every path that does.
/// The analyzers know them (<c>framework.primed.txt</c>, held against this file by a test) and do not ask for a method with <c>[MemallocPrime]</c> for their sake.
/// </summary>
internal static class FrameworkCalls
{
    private const string Text = "-1";

    /// <summary>Calls them all.</summary>
#pragma warning disable CS3016 // Nothing of it is public, so nobody has to be able to read it.
    [MemallocPrime]
#pragma warning restore CS3016
    public static void RunOnce()
    {
        AskTheTime();
        Compare();
        Format(null);
        Format(CultureInfo.InvariantCulture);
        Parse();
        Wait();
    }

    private static void AskTheTime()
    {
        var watch = Stopwatch.StartNew();
        _ = Environment.TickCount64 + Environment.TickCount + Environment.ProcessorCount;
        _ = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp());
        watch.Stop();
        watch.Start();
        watch.Restart();
        _ = watch.Elapsed.Ticks + watch.ElapsedTicks + watch.ElapsedMilliseconds;
        _ = DateTime.UtcNow;
        _ = DateTimeOffset.UtcNow;
        _ = Marshal.GetLastSystemError();
    }

    private static void Compare()
    {
        Span<char> to = stackalloc char[Text.Length];
        for (var how = StringComparison.InvariantCulture; how <= StringComparison.OrdinalIgnoreCase; how++)
        {
            _ = string.Equals(Text, "+1", how) || Text.Equals("+1", how) || Text.StartsWith('+') || Text.StartsWith("+1", how) || Text.EndsWith("+2", how);
            var span = Text.AsSpan();
            _ = span.Equals("+1", how) || span.StartsWith("+1", how) || span.EndsWith("+2", how);
        }

        _ = Text.GetHashCode(StringComparison.Ordinal) + Text.GetHashCode();
        _ = char.ToUpperInvariant('é') + char.ToLowerInvariant('É');
        _ = "é".AsSpan().ToUpperInvariant(to) + "É".AsSpan().ToLowerInvariant(to);
    }

    private static void Format(CultureInfo? culture)
    {
        Span<char> chars = stackalloc char[64];
        Span<byte> bytes = stackalloc byte[64];
        foreach (var format in (ReadOnlySpan<string>)["", "N1", "X8"])
        {
            (-1).TryFormat(chars, out _, format, culture);
            (-1).TryFormat(bytes, out _, format, culture);
            1U.TryFormat(chars, out _, format, culture);
            1U.TryFormat(bytes, out _, format, culture);
            (-1L).TryFormat(chars, out _, format, culture);
            (-1L).TryFormat(bytes, out _, format, culture);
            1UL.TryFormat(chars, out _, format, culture);
            1UL.TryFormat(bytes, out _, format, culture);
        }
    }

    private static void Parse()
    {
        _ = int.TryParse(Text, out _) && int.TryParse(Text.AsSpan(), out _) && int.TryParse("-1"u8, out _)
            && int.TryParse(Text.AsSpan(), NumberStyles.Integer, CultureInfo.InvariantCulture, out _);
        _ = long.TryParse(Text, out _) && long.TryParse(Text.AsSpan(), out _) && long.TryParse("-1"u8, out _);
    }

    private static void Wait()
    {
        var spin = new SpinWait();
        spin.SpinOnce();
        using var signal = new AutoResetEvent(initialState: false);
        signal.Set();
        signal.WaitOne();
    }
}
