// All areas, in the order of the table of targets.
namespace MemallocKit.Benchmarks.Areas;

internal static class AreaList
{
    private static readonly Area[] s_all =
    [
        new HandleArea(),
        new StaticsArea(),
        new PageArea(),
        new BatchArea(),
        new HandOverArea(),
        new MixedArea(),
        new ChargeArea(),
        new ContextArea(),
        new EmergencyArea(),
        new FootprintArea(),
    ];

    public static string Names => string.Join(", ", s_all.Select(static area => area.Name));

    /// <summary>The area of that name, all for null, none for a name that no area has.</summary>
    public static IReadOnlyList<Area> Named(string? name) =>
        name is null ? s_all : [.. s_all.Where(area => area.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
}
