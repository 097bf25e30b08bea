// How a zone is set up.
namespace MemallocKit;

/// <summary>Settings of a <see cref="Zone"/>, read once when it is made.</summary>
public sealed class ZoneOptions
{
    /// <summary>The name in messages; "zone" unless set.</summary>
    public string Name { get; init; } = "zone";

    /// <summary>
    /// The size in bytes, a multiple of 4096 from 4096 to 4 TiB, all of it committed and touched when the zone is made.
    /// Ordinary memory is what remains of it above the reserves that are connected.
    /// </summary>
    public required long Bytes { get; init; }
}
