// What an instance does when it is given back.
namespace MemallocKit;

/// <summary>
/// Instances in an <see cref="InstanceReserve{T}"/> that were made without a reset of their own are reset through this, when they are returned.
/// </summary>
public interface IResettable
{
    /// <summary>Brings the instance into the state in which the next user wants it. Must not fail, nor need memory.</summary>
    void Reset();
}
