// Why a request was refused.
namespace MemallocKit.Reserves;

internal enum RefusalReason
{
    /// <summary>The caller is entitled, but usage would exceed the limit, or others wait for it already.</summary>
    Limit = 0,

    /// <summary>Ordinary memory is gone, and the caller is not entitled to the reserve.</summary>
    NotEntitled,

    /// <summary>The caller waited, for as long as it wanted to.</summary>
    Timeout,
}
