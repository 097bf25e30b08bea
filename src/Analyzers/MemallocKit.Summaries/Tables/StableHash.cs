// The hash of documentation ids in compact tables: the same in every process, runtime and version.
namespace MemallocKit.Summaries.Tables;

internal static class StableHash
{
    private const ulong Prime = 1099511628211UL;

    /// <summary>FNV-1a over the UTF-16 units, 64 bits wide, then mixed down to 32.</summary>
    /// <param name="text">A documentation id.</param>
    /// <param name="seed">Chosen by whoever writes a table so that no two of its ids collide.</param>
    /// <param name="suffix">What follows the text: the hash is that of both together.</param>
    public static uint Of(string text, uint seed, string suffix = "")
    {
        var hash = 14695981039346656037UL ^ (seed * 0x9E3779B97F4A7C15UL);
        foreach (var unit in text)
        {
            hash = (hash ^ unit) * Prime;
        }

        foreach (var unit in suffix)
        {
            hash = (hash ^ unit) * Prime;
        }

        hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93UL;
        return (uint)(hash >> 32);
    }
}
