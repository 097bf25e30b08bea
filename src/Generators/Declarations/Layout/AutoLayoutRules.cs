// Where the runtime puts fields when it chooses the order: structs of automatic layout, structs with references, classes.
namespace MemallocKit.Declarations;

/// <summary>
/// Fields that are no structs come first, largest first; structs follow as they were declared, each aligned for itself. In a class
/// whose base ends in the middle of a word, small fields first fill that word.
/// </summary>
internal static class AutoLayoutRules
{
    private const int Word = PrimitiveLayout.PointerBytes;

    // The base 2 logarithm of the largest field that is no struct.
    private const int LargestLog = 3;

    public static TypeLayout? Struct(IReadOnlyList<FieldLayout> fields)
    {
        var end = Math.Max(End(0, fields), 1);
        var hasReferences = fields.Any(field => field.Layout.HasReferences);

        // Any field that is no struct counts as one of a word here, whatever its size.
        var largest = fields.Count == 0 ? 1 : fields.Max(field => field.Layout.IsStruct ? field.Layout.Alignment : Word);
        var alignment = end > Word ? (hasReferences ? Word : largest) : PowerOfTwo(end);
        return StructLayoutRules.Struct(StructLayoutRules.AlignUp(end, alignment), alignment, hasReferences);
    }

    /// <summary>Where the last of the fields ends when the first may start at <paramref name="start"/>.</summary>
    public static long End(long start, IReadOnlyList<FieldLayout> fields)
    {
        var counts = new int[LargestLog + 1];
        foreach (var (layout, _) in fields)
        {
            if (!layout.IsStruct)
                counts[Log(layout.SizeBytes)]++;
        }

        var end = start % Word == 0 ? start : FillWord(start, counts);
        for (var log = LargestLog; log >= 0; log--)
        {
            if (counts[log] > 0)
                end = StructLayoutRules.AlignUp(end, 1 << log) + ((long)counts[log] << log);
        }

        foreach (var (layout, _) in fields)
        {
            if (layout.IsStruct)
                end = StructLayoutRules.AlignUp(end, layout.HasReferences ? Word : layout.Alignment) + layout.SizeBytes;
        }

        return end;
    }

    private static long FillWord(long end, int[] counts)
    {
        for (var log = 0; log < LargestLog; log++)
        {
            if (end % (1 << (log + 1)) == 0)
                continue;
            if (!counts.Skip(log + 1).Any(count => count > 0))
                break;
            while (log >= 0 && counts[log] == 0)
                log--;
            if (log < 0)
                break;
            counts[log]--;
            end = StructLayoutRules.AlignUp(end, 1 << log) + (1 << log);
        }

        return end;
    }

    private static int PowerOfTwo(long least)
    {
        var power = 1;
        while (power < least)
            power *= 2;
        return power;
    }

    private static int Log(int size)
    {
        var log = 0;
        while (1 << log < size)
            log++;
        return log;
    }
}
