// MemallocKit's own members that scopes may call. As MemoryCalls.
using static MemallocKit.Analyzers.Tests.Summaries.CallData;

namespace MemallocKit.Analyzers.Tests.Summaries;

internal static class MemallocKitCalls
{
    private static readonly Zone s_zone = new(new ZoneOptions { Name = "measured", Bytes = 4 << 20 });
    private static readonly ReserveGroup s_group = new("measured");
    private static readonly PageReserve s_pages = new("pages", s_group, 4, 2);
    private static readonly PageReserve s_otherPages = new("other pages", s_group, 4, 2);
    private static readonly ByteReserve s_bytes = new("bytes", s_group, 8192, 1024);
    private static readonly ByteReserve s_otherBytes = new("other bytes", s_group, 8192, 1024);
    private static readonly ObjectReserve<long> s_objects = new("objects", s_group, 8);
    private static readonly InstanceReserve<object> s_instances = new("instances", s_group, 2, () => new object());
    private static readonly ReserveConnection s_connection = s_group.Connect(s_zone);

    public static void Scopes()
    {
        using (MemallocScope.Enter([s_pages, s_bytes]))
        {
            Int = 1;
        }
    }

    public static void Pages()
    {
        GC.KeepAlive(s_connection);
        if (s_pages.TryRent(out var lease))
        {
            Bool = lease.IsEmergency;
            Int = lease.Span.Length + lease.Run.Pages + lease.Run.Span.Length;
            lease.Dispose();
        }

        if (s_pages.TryRent(2, out var two))
        {
            two.Dispose();
        }
    }

    public static void ByteLeases()
    {
        if (s_bytes.TryRent(100, out var lease))
        {
            Bool = lease.IsEmergency;
            Int = lease.Span.Length;
            lease.Dispose();
        }
    }

    public static void Objects()
    {
        if (s_objects.TryRent(out var lease))
        {
            Bool = lease.IsEmergency;
            Long = lease.Value;
            lease.Dispose();
        }

        if (s_instances.TryRent(out var instance))
        {
            Any = instance.Value;
            instance.Dispose();
        }
    }

    public static void Charges()
    {
        Bool = s_otherPages.TryCharge(1);
        s_otherPages.Uncharge(1);
        Long = s_otherPages.Limit + s_otherPages.Pages + s_otherBytes.Largest;
        Bool = s_otherPages.IsConnected;
    }

    public static void OrdinaryMemory()
    {
        if (s_zone.TryAllocate(64, out var block))
        {
            Int = block.Length + block.Span.Length;
            s_zone.Free(block);
        }

        if (s_zone.TryAllocatePages(1, out var run))
        {
            s_zone.Free(run);
        }

        Long = s_zone.FreePages + s_zone.TotalPages + s_zone.WatermarkPages;
    }
}
