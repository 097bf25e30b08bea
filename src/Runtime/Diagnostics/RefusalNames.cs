// The names of reasons, in events and in attributes of metrics.
using MemallocKit.Reserves;

namespace MemallocKit.Diagnostics;

/// <summary>In fields, since a literal is made when the method that has it is compiled, which may be when memory is gone.</summary>
internal static class RefusalNames
{
    public static readonly string Limit = "limit";
    public static readonly string NotEntitled = "not_entitled";

    public static readonly string Timeout = "timeout";

    public static string Of(RefusalReason reason) => reason switch
    {
        RefusalReason.Limit => Limit,
        RefusalReason.NotEntitled => NotEntitled,
        _ => Timeout,
    };
}
