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
    private static readonly InstanceReserve<object> s_otherInstances = new("other instances", s_group, 2, () => new object());
    private static readonly ObjectReserve<long> s_otherObjects = new("other objects", s_group, 8);
    private static readonly byte[] s_report = new byte[8192];
    private static readonly MemallocHolder s_holder = new();
    private static readonly ReserveBufferWriter s_writer = new(s_bytes, 2);
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

        if (s_instances.TryRent(out var instance) || s_instances.TryRent(out instance, Entitlement.Memalloc))
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

    public static void Deadlines()
    {
        using (var page = s_pages.Rent(1, TimeSpan.FromSeconds(1)))
        using (var bytes = s_bytes.Rent(100, TimeSpan.FromSeconds(1), s_holder.Entitlement))
        using (var item = s_objects.Rent(TimeSpan.FromSeconds(1)))
        using (var instance = s_instances.Rent(TimeSpan.FromSeconds(1), Entitlement.Memalloc))
        {
            Int = page.Span.Length + bytes.Span.Length;
        }

        s_otherPages.Charge(1, TimeSpan.FromSeconds(1));
        s_otherPages.Uncharge(1);
    }

    public static void Storage()
    {
        using (var lease = s_bytes.Rent(100, TimeSpan.Zero))
        using (var stored = lease.Store())
        {
            Int = stored.Span.Length;
            Bool = stored.IsEmergency;
        }

        using (var lease = s_pages.Rent(1, TimeSpan.Zero))
        using (lease.Store())
        {
        }

        using (var lease = s_objects.Rent(TimeSpan.Zero))
        using (var stored = lease.Store())
        {
            Long = stored.Value;
            Bool = stored.IsEmergency;
        }

        using (var lease = s_instances.Rent(TimeSpan.Zero, Entitlement.Memalloc))
        using (var stored = lease.Store())
        {
            Any = stored.Value;
        }
    }

    public static void Transfers()
    {
        using (var lease = s_bytes.Rent(100, TimeSpan.Zero))
        {
            Bool = lease.TryTransferTo(s_otherBytes);
        }

        using (var lease = s_pages.Rent(1, TimeSpan.Zero))
        {
            Bool = lease.TryTransferTo(s_otherPages);
        }

        using (var lease = s_objects.Rent(TimeSpan.Zero))
        {
            Bool = lease.TryTransferTo(s_otherObjects);
        }

        if (s_otherPages.TryCharge(1))
        {
            Bool = s_otherPages.TryTransferTo(s_pages, 1) && s_pages.TryTransferTo(s_otherPages, 1);
            s_otherPages.Uncharge(1);
        }

        if (s_bytes.TryCharge(1))
        {
            Bool = s_bytes.TryTransferTo(s_otherBytes, 1) && s_otherBytes.TryTransferTo(s_bytes, 1);
            s_bytes.Uncharge(1);
        }

        if (s_objects.TryCharge(1))
        {
            Bool = s_objects.TryTransferTo(s_otherObjects, 1) && s_otherObjects.TryTransferTo(s_objects, 1);
            s_objects.Uncharge(1);
        }

        if (s_instances.TryCharge(1))
        {
            Bool = s_instances.TryTransferTo(s_otherInstances, 1) && s_otherInstances.TryTransferTo(s_instances, 1);
            s_instances.Uncharge(1);
        }
    }

    public static void Writers()
    {
        s_writer.GetSpan(10)[0] = 1;
        s_writer.Advance(1);
        s_writer.GetMemory(10).Span[0] = 1;
        Bool = s_writer.TryGetSpan(10, out _);
        Long = s_writer.WrittenCount;
        s_writer.CopyTo(Other);
        foreach (var segment in s_writer)
        {
            Int = segment.Length;
        }

        s_writer.Clear();
    }

    public static void Books()
    {
        Long = s_pages.Usage + s_pages.Peak + s_group.Usage + s_group.Peak + s_pages.RunPages + s_pages.StoredLeases;
        Any = s_pages.Name;
        Any = s_pages.Parent;
        Bool = s_holder.Set() & s_holder.IsSet & s_holder.Clear();
        Bool = ReserveInfo.TryWrite(s_group, s_report, out Length);
        Bool = StallReport.TryWrite(s_group, s_report, out Length);
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
