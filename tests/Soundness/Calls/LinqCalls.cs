// LINQ over arrays, lists and queries.
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static class LinqCalls
{
    private static readonly IEnumerable<int> s_query = Ints.Where(static i => i > 5);

    public static void Any() => Sink.Bool = List.Any();
    public static void AnyOf() => Sink.Bool = Ints.Any(static i => i > 60);
    public static void All() => Sink.Bool = Ints.All(static i => i >= 0);
    public static void First() => Sink.Int = List.First();
    public static void FirstOf() => Sink.Int = Ints.First(static i => i > 5);
    public static void FirstOrDefault() => Sink.Int = List.FirstOrDefault();
    public static void Last() => Sink.Int = List.Last();
    public static void LastOf() => Sink.Int = List.Last(static i => i > 5);
    public static void Single() => Sink.Int = Ints.Single(static i => i == 5);
    public static void ElementAt() => Sink.Int = List.ElementAt(3);
    public static void Count() => Sink.Int = List.Count();
    public static void CountQuery() => Sink.Int = s_query.Count();
    public static void CountKnown() => Sink.Bool = List.TryGetNonEnumeratedCount(out Sink.Int);
    public static void LongCount() => Sink.Long = Ints.LongCount();
    public static void Contains() => Sink.Bool = Ints.Contains(5);
    public static void SequenceEqual() => Sink.Bool = Ints.SequenceEqual(List);
    public static void SumList() => Sink.Int = List.Sum();
    public static void SumOf() => Sink.Int = StringList.Sum(static s => s.Length);
    public static void Min() => Sink.Int = List.Min();
    public static void MinText() => Sink.Object = Strings.Min(StringComparer.Ordinal);
    public static void MaxBy() => Sink.Object = Strings.MaxBy(static s => s.Length);
    public static void Average() => Sink.Double = Ints.Average();
    public static void Aggregate() => Sink.Int = Ints.Aggregate(0, static (a, i) => a ^ i);
    public static void Empty() => Sink.Object = Enumerable.Empty<int>();
    public static void AsEnumerable() => Sink.Object = List.AsEnumerable();
    public static void Range() => Sink.Object = Enumerable.Range(0, 10);
    public static void Repeat() => Sink.Object = Enumerable.Repeat(Words, 10);
    public static void Select() => Sink.Object = List.Select(static i => i + 1);
    public static void SelectMany() => Sink.Object = Strings.SelectMany(static s => s);
    public static void OrderBy() => Sink.Object = Strings.OrderBy(static s => s.Length);
    public static void Order() => Sink.Object = Ints.Order();
    public static void Distinct() => Sink.Object = Ints.Distinct();
    public static void GroupBy() => Sink.Object = Strings.GroupBy(static s => s.Length);
    public static void Concat() => Sink.Object = Ints.Concat(List);
    public static void Zip() => Sink.Object = Ints.Zip(List);
    public static void Skip() => Sink.Object = List.Skip(3);
    public static void Take() => Sink.Object = List.Take(3);
    public static void Append() => Sink.Object = List.Append(3);
    public static void Chunk() => Sink.Object = Ints.Chunk(5);
    public static void OfType() => Sink.Object = Strings.OfType<object>();
    public static void CastSame() => Sink.Object = Strings.Cast<string>();
    public static void ToArray() => Sink.Object = s_query.ToArray();
    public static void ToHashSet() => Sink.Object = Ints.ToHashSet();
    public static void ToDictionary() => Sink.Object = IntMap.ToDictionary(static p => p.Key, static p => p.Value);
    public static void ForeachQuery()
    {
        foreach (var i in s_query)
        {
            Sink.Int = i;
        }
    }
}
