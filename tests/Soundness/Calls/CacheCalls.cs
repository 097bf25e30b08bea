// What the overlay says of things that are filled once, of caches, and what it assumes.
using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Diagnostics.Tracing;
using System.Globalization;
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static class CacheCalls
{
    private static readonly NumberFormatInfo s_format = new() { CurrencySymbol = "¤" };
    private static readonly DiagnosticListener s_listener = new("nobody listens");
    private static readonly Counter<int> s_counter = new Meter("nobody measures").CreateCounter<int>("count");
    private static readonly Source s_source = new();
    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;
    private static readonly ReaderWriterLockSlim s_recursive = new(LockRecursionPolicy.SupportsRecursion);
    private static Node? s_node;

    [OverlaySample("M:System.AppContextConfigHelper.*", "M:System.LocalAppContextSwitches.*")]
    public static void Switches() => Sink.Bool = DateTime.TryParse("2020-02-03", CultureInfo.InvariantCulture, out Sink.Time);

    [OverlaySample("M:System.Threading.ReaderWriterLockSlim.GetThreadRWCount")]
    public static void RecursiveReadLock()
    {
        s_recursive.EnterReadLock();
        s_recursive.EnterReadLock();
        s_recursive.ExitReadLock();
        s_recursive.ExitReadLock();
    }

    [OverlaySample("M:System.Threading.ThreadLocal`1.SetValueSlow", "M:System.Threading.ThreadLocal`1.GetValueSlow")]
    public static void ThreadLocalBoth() => OfThread.Value = OfThread.Value + 1;

    [OverlaySample("M:System.Threading.LazyInitializer.EnsureInitializedCore")]
    public static void EnsureInitialized() => Sink.Object = LazyInitializer.EnsureInitialized(ref s_node, static () => new Node(5));

    [OverlaySample("M:System.ComAwareWeakReference.*")]
    public static void WeakSet() => Weak.SetTarget(Gate);

    [OverlaySample("M:System.Globalization.OrdinalCasing.InitOrdinalCasingPage")]
    public static void EqualIgnoringCaseBeyondAscii() => Sink.Bool = "straße ΔΈ".Equals("STRASSE δέ", StringComparison.OrdinalIgnoreCase);

    [OverlaySample(
        "M:System.Globalization.NumberFormatInfo.CurrencySymbolTChar",
        "M:System.Globalization.NumberFormatInfo.CurrencyDecimalSeparatorTChar",
        "M:System.Globalization.NumberFormatInfo.CurrencyGroupSeparatorTChar",
        "M:System.Globalization.NumberFormatInfo.NegativeSignTChar",
        "M:System.Globalization.NumberFormatInfo.NaNSymbolTChar",
        "M:System.Globalization.NumberFormatInfo.NegativeInfinitySymbolTChar",
        "M:System.Globalization.NumberFormatInfo.NumberDecimalSeparatorTChar",
        "M:System.Globalization.NumberFormatInfo.NumberGroupSeparatorTChar",
        "M:System.Globalization.NumberFormatInfo.PositiveInfinitySymbolTChar",
        "M:System.Globalization.NumberFormatInfo.PositiveSignTChar",
        "M:System.Globalization.NumberFormatInfo.PercentDecimalSeparatorTChar",
        "M:System.Globalization.NumberFormatInfo.PercentGroupSeparatorTChar",
        "M:System.Globalization.NumberFormatInfo.PercentSymbolTChar",
        "M:System.Globalization.NumberFormatInfo.PerMilleSymbolTChar")]
    public static void SymbolsInUtf8()
    {
        foreach (var value in (ReadOnlySpan<double>)[-1234.5, double.NaN, double.NegativeInfinity, double.PositiveInfinity])
        {
            value.TryFormat(OtherBytes, out Sink.Int, "C", s_format);
            value.TryFormat(OtherBytes, out Sink.Int, "N", s_format);
            value.TryFormat(OtherBytes, out Sink.Int, "P", s_format);
            value.TryFormat(OtherBytes, out Sink.Int, "E", s_format);
            value.TryFormat(OtherBytes, out Sink.Int, "0.0%‰", s_format);
        }
    }

    [OverlaySample("M:System.Globalization.CultureData.GetCalendar")]
    public static void DateWithEra() => Sink.Bool = Time.TryFormat(Chars, out Sink.Int, "gg yyyy MMMM dddd", CultureInfo.InvariantCulture);

    [OverlaySample("M:System.Threading.WaitHandle.get_SafeWaitHandle")]
    public static void WaitHandleOf() => Sink.Object = KernelEvent.SafeWaitHandle;

    [OverlaySample(
        "M:System.RuntimeType.GetOrCreateCacheEntry", "M:System.RuntimeType.FindCacheEntry", "M:System.RuntimeType.get_Cache", "M:System.RuntimeType.InitializeCache")]
    public static void CreateThroughCache() => Sink.Int = Activator.CreateInstance<Empty>().X;

    [OverlaySample(
        "M:System.RuntimeType.RuntimeTypeCache.ConstructName",
        "M:System.RuntimeType.RuntimeTypeCache.GetName",
        "M:System.RuntimeType.RuntimeTypeCache.GetFullName",
        "M:System.RuntimeType.RuntimeTypeCache.GetToString")]
    public static void TypeNames() => Sink.Int = typeof(List<Node>).Name.Length + typeof(List<Node>).FullName!.Length + typeof(List<Node>).ToString().Length;

    [OverlaySample("M:System.Enum.GetEnumInfo")]
    public static void EnumName() => Sink.Object = Enum.GetName(Color.Green);

    [OverlaySample("M:System.Diagnostics.Tracing.EventSource.IsEnabled")]
    public static void EventOff() => s_source.Happened(5);

    [OverlaySample("M:System.Diagnostics.DiagnosticListener.IsEnabled", "M:System.Diagnostics.DiagnosticSource.IsEnabled")]
    public static void DiagnosticOff()
    {
        if (s_listener.IsEnabled("name"))
        {
            s_listener.Write("name", new object());
        }
    }

    [OverlaySample("M:System.Diagnostics.Metrics.Instrument.get_Enabled")]
    public static void CounterOff() => s_counter.Add(1, new KeyValuePair<string, object?>("key", Words));

    [OverlaySample("M:System.Diagnostics.Debugger.get_IsAttached", "M:System.Diagnostics.Debugger.NotifyOfCrossThreadDependency")]
    public static void DebuggerOff()
    {
        Sink.Bool = Debugger.IsAttached;
        Debugger.NotifyOfCrossThreadDependency();
    }

    [OverlaySample("M:System.Globalization.GlobalizationMode.get_UseNls")]
    public static void CompareByCulture() => Sink.Int = s_culture.CompareInfo.Compare(Words, Text, CompareOptions.IgnoreCase);

    [OverlaySample("M:System.Threading.SynchronizationContext.IsWaitNotificationRequired")]
    public static void WaitWithoutContext() => Sink.Bool = KernelEvent.WaitOne(0);

    [OverlaySample("T:System.Globalization.CultureInfo")]
    public static void CultureFormats() => Sink.Object = NumberFormatInfo.GetInstance(s_culture);

    [OverlaySample("T:System.IO.Strategies.DerivedFileStreamStrategy")]
    public static void FileStreamLength() => Sink.Long = Data.File.Length;

    [OverlaySample("T:System.Random.CompatDerivedImpl")]
    public static void RandomBytes() => Data.Random.NextBytes(OtherBytes);

    [OverlaySample("M:System.Buffers.SharedArrayPool`1.Rent", "M:System.Buffers.SharedArrayPool`1.Return")]
    public static void RentChars() => ArrayPool<char>.Shared.Return(ArrayPool<char>.Shared.Rent(500));

    private struct Empty(int x)
    {
        public int X = x;
    }

    [EventSource(Name = "NobodyListens")]
    private sealed class Source : EventSource
    {
        [Event(1)]
        public void Happened(int value)
        {
            if (IsEnabled())
            {
                WriteEvent(1, value, Words);
            }
        }
    }
}
