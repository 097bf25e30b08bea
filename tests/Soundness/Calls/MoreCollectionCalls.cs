// Collections that are used less, and other ways into the usual ones.
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Collections.Specialized;
using System.Runtime.InteropServices;
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static class MoreCollectionCalls
{
    private static readonly OrderedDictionary<string, int> s_ordered = new(StringMap);
    private static readonly ReadOnlyCollection<int> s_readOnly = List.AsReadOnly();
    private static readonly ReadOnlyDictionary<string, int> s_readOnlyMap = StringMap.AsReadOnly();
    private static readonly ObservableCollection<int> s_observable = [.. Ints];
    private static readonly Hashtable s_hashtable = new() { ["alpha"] = Boxed };
    private static readonly ArrayList s_arrayList = new() { Boxed, Gate };
    private static readonly ConcurrentBag<int> s_bag = [.. Ints];
    private static readonly BlockingCollection<int> s_blocking = new(new ConcurrentQueue<int>());
    private static readonly FrozenDictionary<int, int> s_frozenInts = IntMap.ToFrozenDictionary();
    private static readonly ImmutableList<int> s_list = [.. Ints];
    private static readonly ImmutableSortedSet<int> s_sorted = [.. Ints];
    private static readonly ImmutableHashSet<string> s_hashSet = [.. Strings];
    private static readonly ImmutableStack<int> s_stack = ImmutableStack.Create(Ints);
    private static readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> s_lookup = StringMap.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_setLookup = StringSet.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly Dictionary<string, int> s_ignoringCase = new(StringMap, StringComparer.OrdinalIgnoreCase);
    private static readonly Dictionary<object, int> s_byIdentity = new(ReferenceEqualityComparer.Instance) { [Gate] = 1 };
    private static readonly HashSet<(int Left, int Right)> s_pairs = [(1, 2)];
    private static readonly List<Point> s_points = [new(1, 2), new(3, 4)];
    private static readonly LinkedListNode<int> s_node = new(77);
    private static readonly LinkedList<int> s_linked = new();
    private static BitVector32 s_vector;

    public static void OrderedTryGet() => Sink.Bool = s_ordered.TryGetValue("alpha", out Sink.Int);
    public static void OrderedGetAt() => Sink.Int = s_ordered.GetAt(1).Value;
    public static void OrderedIndexOf() => Sink.Int = s_ordered.IndexOf("bravo");
    public static void ReadOnlyItem() => Sink.Int = s_readOnly[3];
    public static void ReadOnlyContains() => Sink.Bool = s_readOnly.Contains(5);
    public static void ReadOnlyMapTryGet() => Sink.Bool = s_readOnlyMap.TryGetValue("alpha", out Sink.Int);
    public static void ObservableSet() => s_observable[3] = 4;
    public static void ObservableItem() => Sink.Int = s_observable[3];
    public static void HashtableItem() => Sink.Object = s_hashtable["alpha"];
    public static void HashtableContains() => Sink.Bool = s_hashtable.ContainsKey("nowhere");
    public static void ArrayListItem() => Sink.Object = s_arrayList[0];
    public static void ArrayListIndexOf() => Sink.Int = s_arrayList.IndexOf(Gate);
    public static void ArrayListAddRemove()
    {
        s_arrayList.Add(Words);
        s_arrayList.RemoveAt(s_arrayList.Count - 1);
    }

    public static void BagCycle()
    {
        s_bag.Add(5);
        Sink.Bool = s_bag.TryTake(out Sink.Int);
    }

    public static void BlockingCycle()
    {
        s_blocking.Add(5);
        Sink.Bool = s_blocking.TryTake(out Sink.Int);
    }

    public static void FrozenInt() => Sink.Int = s_frozenInts[5];
    public static void FrozenForeach()
    {
        foreach (var pair in s_frozenInts)
        {
            Sink.Int = pair.Key;
        }
    }

    public static void ImmutableListItem() => Sink.Int = s_list[3];
    public static void ImmutableListForeach()
    {
        foreach (var i in s_list)
        {
            Sink.Int = i;
        }
    }

    public static void ImmutableListAdd() => Sink.Object = s_list.Add(5);
    public static void ImmutableSortedContains() => Sink.Bool = s_sorted.Contains(5);
    public static void ImmutableHashContains() => Sink.Bool = s_hashSet.Contains("alpha");
    public static void ImmutableStackPeek() => Sink.Int = s_stack.Peek();
    public static void ImmutableStackPush() => Sink.Object = s_stack.Push(5);
    public static void ImmutableArrayIndexOf() => Sink.Int = Data.Immutable.IndexOf(5);
    public static void ImmutableArraySearch() => Sink.Int = Data.Immutable.BinarySearch(5);
    public static void LookupTryGet() => Sink.Bool = s_lookup.TryGetValue("alpha".AsSpan(), out Sink.Int);
    public static void LookupContains() => Sink.Bool = s_setLookup.Contains(Words.AsSpan(0, 5));
    public static void MapIgnoringCase() => Sink.Bool = s_ignoringCase.TryGetValue("ALPHA", out Sink.Int);
    public static void MapByIdentity() => Sink.Bool = s_byIdentity.TryGetValue(Gate, out Sink.Int);
    public static void MapAddRemove()
    {
        Sink.Bool = IntMap.TryAdd(1000, 1);
        Sink.Bool = IntMap.Remove(1000, out Sink.Int);
    }

    public static void MapAddDefault() => CollectionsMarshal.GetValueRefOrAddDefault(IntMap, 5, out Sink.Bool) = 6;
    public static void MapEnsureCapacity() => Sink.Int = IntMap.EnsureCapacity(10);
    public static void MapValues()
    {
        foreach (var value in IntMap.Values)
        {
            Sink.Int = value;
        }
    }

    public static void MapContainsValue() => Sink.Bool = IntMap.ContainsValue(-5);
    public static void MapAsInterface() => Sink.Bool = ((IReadOnlyDictionary<int, int>)IntMap).TryGetValue(5, out Sink.Int);
    public static void PairsContain() => Sink.Bool = s_pairs.Contains((1, 2));
    public static void SetOverlaps() => Sink.Bool = IntSet.Overlaps(Ints);
    public static void SetEqualsSet() => Sink.Bool = IntSet.SetEquals(IntSet);
    public static void SetForeach()
    {
        foreach (var i in IntSet)
        {
            Sink.Int = i;
        }
    }

    public static void SetTryGetValue() => Sink.Bool = StringSet.TryGetValue("alpha", out _);
    public static void SortedForeach()
    {
        foreach (var pair in Data.SortedList)
        {
            Sink.Int = pair.Key;
        }
    }

    public static void SortedSetContains() => Sink.Bool = SortedSet.Contains(5);
    public static void SortedListIndex() => Sink.Int = Data.SortedList.IndexOfKey(5);
    public static void LinkedMoveNode()
    {
        s_linked.AddFirst(s_node);
        s_linked.Remove(s_node);
    }

    public static void LinkedFind() => Sink.Object = Linked.Find(5);
    public static void QueueForeach()
    {
        foreach (var i in Data.Queue)
        {
            Sink.Int = i;
        }
    }

    public static void StackTryPeek() => Sink.Bool = Data.Stack.TryPeek(out Sink.Int);
    public static void PriorityAddRemove()
    {
        Priority.Enqueue(5, 5);
        Sink.Int = Priority.Dequeue();
    }

    public static void ListInsertRange() => List.InsertRange(0, ReadOnlySpan<int>.Empty);
    public static void ListFindIndex() => Sink.Int = List.FindIndex(static i => i == 5);
    public static void ListTrueForAll() => Sink.Bool = List.TrueForAll(static i => i >= 0);
    public static void ListForEach() => List.ForEach(static i => Sink.Int = i);
    public static void ListFindAll() => Sink.Object = List.FindAll(static i => i > 5);
    public static void ListGetRange() => Sink.Object = List.GetRange(1, 3);
    public static void ListSortBy() => List.Sort(static (a, b) => b.CompareTo(a));
    public static void ListOfPoints() => Sink.Int = s_points.IndexOf(new Point(3, 4));
    public static void ListCapacity() => Sink.Int = List.EnsureCapacity(10);
    public static void VectorSection() => s_vector[BitVector32.CreateMask()] = true;
    public static void BitsAnd() => Sink.Bool = Bits.And(Bits).HasAnySet();
    public static void ConcurrentSet() => Data.Concurrent[5] = 6;
    public static void ConcurrentAddRemove()
    {
        Sink.Bool = Data.Concurrent.TryAdd(1000, 1);
        Sink.Bool = Data.Concurrent.TryRemove(1000, out Sink.Int);
    }

    public static void ConcurrentCount() => Sink.Int = Data.Concurrent.Count;
    public static void ConcurrentQueueCycle()
    {
        ConcurrentQueue.Enqueue(5);
        Sink.Bool = ConcurrentQueue.TryDequeue(out Sink.Int);
    }
}
