// The zone of the process, from its settings.
using MemallocKit.Estimation;

namespace MemallocKit.Slabs;

internal static class DefaultZone
{
    public static readonly ZoneSetting Bytes = new("MEMALLOCKIT_ZONE_BYTES", "MemallocKit.ZoneBytes");
    public static readonly ZoneSetting MaxBytes = new("MEMALLOCKIT_ZONE_MAX_BYTES", "MemallocKit.ZoneMaxBytes");
    public static readonly ZoneSetting HugePages = new("MEMALLOCKIT_ZONE_HUGE_PAGES", "MemallocKit.ZoneHugePages");
    public static readonly ZoneSetting Lock = new("MEMALLOCKIT_ZONE_LOCK", "MemallocKit.ZoneLock");

    private const long DefaultBytes = 64L << 20;

    public static Zone Create() => new(Options(Environment.GetEnvironmentVariable, AppContext.GetData));

    /// <summary>Sizes are rounded up to whole pages.</summary>
    public static ZoneOptions Options(Func<string, string?> variables, Func<string, object?> settings)
    {
        var bytes = Bytes.Read(variables, settings);
        var maxBytes = MaxBytes.Read(variables, settings);
        var size = bytes.Bytes() ?? DefaultBytes;
        var maxSize = maxBytes.Bytes() ?? size;
        if (maxSize < size)
        {
            throw new ReserveException(
                $"The {maxBytes.Source} is {maxSize:N0} bytes, less than the {size:N0} bytes that the zone starts with. " +
                $"Raise it, or lower the size ({Bytes.Variable} or {Bytes.Name}).");
        }

        return new ZoneOptions
        {
            Name = "default",
            Bytes = WholePages(size),
            MaxBytes = WholePages(maxSize),
            HugePages = HugePages.Read(variables, settings).Switch() ?? false,
            Lock = Lock.Read(variables, settings).Switch() ?? false,
        };
    }

    private static long WholePages(long bytes) => PageArithmetic.PagesFor(bytes) * PageArithmetic.PageBytes;
}
