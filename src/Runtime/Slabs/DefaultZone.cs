// The size of the zone of the process, from its settings.
using System.Globalization;
using MemallocKit.Estimation;

namespace MemallocKit.Slabs;

internal static class DefaultZone
{
    public const string Variable = "MEMALLOCKIT_ZONE_BYTES";
    public const string Setting = "MemallocKit.ZoneBytes";

    private const long DefaultBytes = 64L << 20;

    public static Zone Create() => new(new ZoneOptions
    {
        Name = "default",
        Bytes = Size(Environment.GetEnvironmentVariable(Variable), AppContext.GetData(Setting)),
    });

    /// <summary>The variable before the setting before the default, rounded up to whole pages.</summary>
    public static long Size(string? variable, object? setting)
    {
        var (text, source) = !string.IsNullOrWhiteSpace(variable)
            ? (variable, $"environment variable {Variable}")
            : (Convert.ToString(setting, CultureInfo.InvariantCulture), $"runtime setting {Setting}");
        if (string.IsNullOrWhiteSpace(text))
            return DefaultBytes;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) || bytes is < 1 or > 1L << 42)
            throw new ReserveException($"The {source} is '{text}'. It must be a number of bytes from 1 to {1L << 42}, without a suffix.");
        return PageArithmetic.PagesFor(bytes) * PageArithmetic.PageBytes;
    }
}
