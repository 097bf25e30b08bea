// The processors that a build may end up on.
namespace MemallocKit.Declarations;

/// <summary>
/// Processors of 64 bits whose layouts differ: <c>Vector256</c> and <c>Vector512</c> are aligned to their size on x64, and to 16 bytes
/// on Arm64 (and on every other). What an assembly is built for is known only when it runs, so a constant must hold on both.
/// </summary>
internal enum LayoutTarget
{
    X64,
    Arm64,
}
