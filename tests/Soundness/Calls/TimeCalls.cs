// Dates, times, zones, clocks.
using System.Diagnostics;
using System.Globalization;
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static class TimeCalls
{
    private static readonly DateOnly s_date = new(2024, 2, 29);
    private static readonly DateTimeOffset s_moment = new(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(2));
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.CreateCustomTimeZone("here", TimeSpan.FromHours(3), "here", "here");
    private static readonly Calendar s_calendar = new GregorianCalendar();
    private static readonly Stopwatch s_watch = Stopwatch.StartNew();
    private static TimeOnly s_time = new(1, 2, 3);

    public static void AddMonths() => Sink.Time = Time.AddMonths(3);
    public static void AddYears() => Sink.Time = Time.AddYears(1);
    public static void DaysInMonth() => Sink.Int = DateTime.DaysInMonth(2024, 2);
    public static void IsLeapYear() => Sink.Bool = DateTime.IsLeapYear(2024);
    public static void DayOfWeek() => Sink.Int = (int)Time.DayOfWeek;
    public static void NewTime() => Sink.Time = new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc);
    public static void Compare() => Sink.Bool = Time < DateTime.UnixEpoch;
    public static void ToBinary() => Sink.Long = Time.ToBinary();
    public static void FromFileTime() => Sink.Time = DateTime.FromFileTimeUtc(Time.ToFileTimeUtc());
    public static void FormatPattern() => Sink.Bool = Time.TryFormat(Chars, out Sink.Int, "yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
    public static void FormatUtf8() => Sink.Bool = Time.TryFormat(OtherBytes, out Sink.Int, "R", CultureInfo.InvariantCulture);
    public static void FormatNames() => Sink.Bool = Time.TryFormat(Chars, out Sink.Int, "ddd, dd MMM", CultureInfo.InvariantCulture);
    public static void FormatText() => Sink.Object = Time.ToString("O", CultureInfo.InvariantCulture);
    public static void ParseRoundTrip() => Sink.Bool = DateTime.TryParseExact("2024-02-29T01:02:03.0000000Z", "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out Sink.Time);
    public static void Now() => Sink.Time = DateTime.Now;
    public static void Today() => Sink.Time = DateTime.Today;
    public static void OffsetNow() => Sink.Time = DateTimeOffset.UtcNow.UtcDateTime;
    public static void OffsetLocalNow() => Sink.Time = DateTimeOffset.Now.DateTime;
    public static void OffsetToUnix() => Sink.Long = s_moment.ToUnixTimeMilliseconds();
    public static void OffsetFromUnix() => Sink.Time = DateTimeOffset.FromUnixTimeSeconds(1234567890).UtcDateTime;
    public static void OffsetShift() => Sink.Span = s_moment.ToOffset(TimeSpan.FromHours(5)).Offset;
    public static void OffsetFormat() => Sink.Bool = s_moment.TryFormat(Chars, out Sink.Int, "O", CultureInfo.InvariantCulture);
    public static void OffsetEquals() => Sink.Bool = s_moment.EqualsExact(DateTimeOffset.UnixEpoch);
    public static void ZoneToUtc() => Sink.Time = TimeZoneInfo.ConvertTimeToUtc(new DateTime(Time.Ticks), s_zone);
    public static void ZoneFromUtc() => Sink.Time = TimeZoneInfo.ConvertTimeFromUtc(Time, s_zone);
    public static void ZoneOffset() => Sink.Span = s_zone.GetUtcOffset(Time);
    public static void ZoneSaving() => Sink.Bool = TimeZoneInfo.Local.IsDaylightSavingTime(Time);
    public static void ToLocal() => Sink.Time = Time.ToLocalTime();
    public static void DateAddDays() => Sink.Int = s_date.AddDays(1).DayNumber;
    public static void DateToTime() => Sink.Time = s_date.ToDateTime(s_time, DateTimeKind.Utc);
    public static void DateFormat() => Sink.Bool = s_date.TryFormat(Chars, out Sink.Int, "O", CultureInfo.InvariantCulture);
    public static void DateParse() => Sink.Bool = DateOnly.TryParseExact("2024-02-29", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    public static void ClockAdd() => s_time = s_time.Add(TimeSpan.FromMinutes(5));
    public static void ClockBetween() => Sink.Bool = s_time.IsBetween(TimeOnly.MinValue, TimeOnly.MaxValue);
    public static void ClockFormat() => Sink.Bool = s_time.TryFormat(Chars, out Sink.Int, "HH:mm:ss", CultureInfo.InvariantCulture);
    public static void SpanMultiply() => Sink.Span = TimeSpan.FromSeconds(5) * 1.5;
    public static void SpanParts() => Sink.Double = TimeSpan.FromTicks(77777).TotalMilliseconds;
    public static void SpanParse() => Sink.Bool = TimeSpan.TryParseExact("01:02:03", "c", CultureInfo.InvariantCulture, out Sink.Span);
    public static void SpanText() => Sink.Object = TimeSpan.FromSeconds(5).ToString("c", CultureInfo.InvariantCulture);
    public static void SpanCompare() => Sink.Int = TimeSpan.FromSeconds(5).CompareTo(TimeSpan.FromDays(1));
    public static void CalendarWeek() => Sink.Int = ISOWeek.GetWeekOfYear(Time);
    public static void CalendarParts() => Sink.Int = s_calendar.GetYear(Time) + s_calendar.GetDayOfMonth(Time);
    public static void ProviderNow() => Sink.Time = TimeProvider.System.GetUtcNow().UtcDateTime;
    public static void ProviderTimestamp() => Sink.Span = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp());
    public static void WatchElapsed() => Sink.Span = s_watch.Elapsed;
    public static void WatchRestart() => s_watch.Restart();
}
