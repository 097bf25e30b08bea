// How damaged assemblies show themselves.
namespace MemallocKit.Summaries.Metadata;

internal static class DamagedMetadata
{
    /// <summary>
    /// Whether damage can be behind an exception. Readers check most of what they read; indices and tokens that point nowhere
    /// show where they are used.
    /// </summary>
    public static bool Explains(Exception exception) => exception
        is BadImageFormatException or IndexOutOfRangeException or ArgumentException or InvalidCastException or OverflowException
        or InvalidOperationException { InnerException: null };
}
