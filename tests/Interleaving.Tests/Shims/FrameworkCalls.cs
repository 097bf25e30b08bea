// Stands for the first calls that priming makes: what they touch is the framework's, not a scheduling point of the kit.
namespace MemallocKit.Reserves.Priming;

internal static class FrameworkCalls
{
    public static void RunOnce()
    {
    }
}
