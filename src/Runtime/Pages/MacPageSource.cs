// Memory from macOS.
namespace MemallocKit.Pages;

/// <summary>
/// The kernel has no call that populates, so pages are touched. Nor does it take advice on huge pages: asking for them changes
/// nothing.
/// </summary>
internal sealed class MacPageSource(PageSourceOptions options) : PosixPageSource(options, anonymous: 0x1000, noReserve: 0x40)
{
    protected override MemoryLimit LimitOf(PageStep step) => step == PageStep.Reserve ? MemoryLimit.None : CollectorLimit.Read();
}
