// What is asked of committed memory beyond being there.
namespace MemallocKit.Pages;

/// <param name="HugePages">Advises the system to use huge pages; where it cannot or will not, small ones serve.</param>
/// <param name="Lock">Memory is never paged out; where that cannot be had, nothing is committed.</param>
internal readonly record struct PageSourceOptions(bool HugePages, bool Lock);
