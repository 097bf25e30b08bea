// How many pages a tree may have.
using MemallocKit.Estimation;

namespace MemallocKit.Declarations;

/// <summary>The most pages whose size in bytes is still a number.</summary>
internal static class PageLimit
{
    public const long MostPages = long.MaxValue / PageArithmetic.PageBytes;
}
