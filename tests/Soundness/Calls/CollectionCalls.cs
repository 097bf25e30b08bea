// Collections of every family.
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using static MemallocKit.Soundness.Calls.Data;

namespace MemallocKit.Soundness.Calls;

internal static class CollectionCalls
{
    public static void ListItem() => Sink.Int = List[3];
    public static void ListSet() => List[3] = 4;
    public static void ListCount() => Sink.Int = List.Count;
    public static void ListContains() => Sink.Bool = List.Contains(5);
    public static void ListIndexOf() => Sink.Int = StringList.IndexOf("bravo");
    public static void ListForeach()
    {
        foreach (var i in List)
        {
            Sink.Int = i;
        }
    }

    public static void ListAsSpan() => Sink.Int = CollectionsMarshal.AsSpan(List).Length;
    public static void ListCopyTo() => List.CopyTo(OtherInts);
    public static void ListExists() => Sink.Bool = List.Exists(static i => i == 77);
    public static void ListSort() => List.Sort();
    public static void ListReverse() => List.Reverse();
    public static void ListBinarySearch() => Sink.Int = List.BinarySearch(5);
    public static void ListAddRemove()
    {
        List.Add(5);
        List.RemoveAt(List.Count - 1);
    }

    public static void ListToArray() => Sink.Object = List.ToArray();
    public static void ListAsReadOnly() => Sink.Object = List.AsReadOnly();
    public static void ListInterface() => Sink.Object = ((IEnumerable<int>)List).GetEnumerator();
    public static void MapTryGetValue() => Sink.Bool = IntMap.TryGetValue(5, out Sink.Int);
    public static void MapTryGetString() => Sink.Bool = StringMap.TryGetValue("alpha", out Sink.Int);
    public static void MapTryGetPoint() => Sink.Bool = PointMap.TryGetValue(new Point(1, 2), out Sink.Int);
    public static void MapContainsKey() => Sink.Bool = IntMap.ContainsKey(5);
    public static void MapItem() => Sink.Int = IntMap[5];
    public static void MapSet() => IntMap[5] = 6;
    public static void MapForeach()
    {
        foreach (var (key, _) in IntMap)
        {
            Sink.Int = key;
        }
    }

    public static void MapRemove() => Sink.Bool = IntMap.Remove(-1);
    public static void MapValueRef() => Sink.Int = CollectionsMarshal.GetValueRefOrNullRef(IntMap, 5);
    public static void MapKeys() => Sink.Int = IntMap.Keys.Count;
    public static void SetContains() => Sink.Bool = IntSet.Contains(5);
    public static void SetContainsString() => Sink.Bool = StringSet.Contains("alpha");
    public static void SetAddExisting() => Sink.Bool = IntSet.Add(5);
    public static void SetRemove() => Sink.Bool = IntSet.Remove(-1);
    public static void SortedTryGetValue() => Sink.Bool = Sorted.TryGetValue(5, out Sink.Int);
    public static void SortedListTryGetValue() => Sink.Bool = SortedList.TryGetValue(5, out Sink.Int);
    public static void SortedSetMin() => Sink.Int = SortedSet.Min;
    public static void QueueCycle() => Queue.Enqueue(Queue.Dequeue());
    public static void QueuePeek() => Sink.Bool = Queue.TryPeek(out Sink.Int);
    public static void StackCycle() => Stack.Push(Stack.Pop());
    public static void StackPeek() => Sink.Int = Stack.Peek();
    public static void LinkedFirst() => Sink.Int = Linked.First!.Value;
    public static void LinkedAdd()
    {
        Linked.AddLast(5);
        Linked.RemoveLast();
    }

    public static void PriorityPeek() => Sink.Bool = Priority.TryPeek(out Sink.Int, out _);
    public static void PriorityCycle() => Sink.Int = Priority.EnqueueDequeue(5, 5);
    public static void ConcurrentTryGet() => Sink.Bool = Data.Concurrent.TryGetValue(5, out Sink.Int);
    public static void ConcurrentTryGetString() => Sink.Bool = ConcurrentObjects.TryGetValue("alpha", out Sink.Object);
    public static void ConcurrentTryUpdate() => Sink.Bool = Data.Concurrent.TryUpdate(5, 6, -1);
    public static void ConcurrentGetOrAdd() => Sink.Int = Data.Concurrent.GetOrAdd(5, static i => i);
    public static void ConcurrentIsEmpty() => Sink.Bool = Data.Concurrent.IsEmpty;
    public static void ConcurrentQueuePeek() => Sink.Bool = ConcurrentQueue.TryPeek(out Sink.Int);
    public static void ConcurrentStackPeek() => Sink.Bool = ConcurrentStack.TryPeek(out Sink.Int);
    public static void ConcurrentStackPush()
    {
        ConcurrentStack.Push(5);
        ConcurrentStack.TryPop(out _);
    }

    public static void ImmutableItem() => Sink.Int = Data.Immutable[3];
    public static void ImmutableForeach()
    {
        foreach (var i in Data.Immutable)
        {
            Sink.Int = i;
        }
    }

    public static void ImmutableAdd() => Sink.Object = ImmutableMap.Add(1000, 1);
    public static void ImmutableMapContains() => Sink.Bool = ImmutableMap.ContainsKey(5);
    public static void ImmutableAsSpan() => Sink.Int = Data.Immutable.AsSpan().Length;
    public static void FrozenTryGet() => Sink.Bool = Frozen.TryGetValue("alpha", out Sink.Int);
    public static void FrozenSetContains() => Sink.Bool = Data.FrozenSet.Contains(5);
    public static void BitsGet() => Sink.Bool = Bits[3];
    public static void BitsSet() => Bits[3] = true;
    public static void LinqCount() => Sink.Int = List.Count(static i => i > 5);
    public static void LinqWhere() => Sink.Object = Ints.Where(static i => i > 5);
    public static void LinqToList() => Sink.Object = Ints.ToList();
    public static void LinqSum() => Sink.Int = Ints.Sum();
    public static void LinqMax() => Sink.Int = Ints.Max();
    public static void KeyValue() => Sink.Int = KeyValuePair.Create(1, 2).Key;
    public static void TupleEquals() => Sink.Bool = (1, "a").Equals((1, "b"));
    public static void TupleHash() => Sink.Int = (1, 2L, "c").GetHashCode();
    public static void RecordEquals() => Sink.Bool = new Point(1, 2).Equals(new Point(1, 3));
    public static void NullableValue() => Sink.Int = ((int?)Sink.Int).GetValueOrDefault();
    public static void ComparerInt() => Sink.Int = Comparer<int>.Default.Compare(1, 2);
    public static void ComparerNode() => Sink.Int = Comparer<Node>.Default.Compare(Data.Node, Data.Node);
    public static void ComparerString() => Sink.Bool = EqualityComparer<string>.Default.Equals(Words, Text);
    public static void ObjectEquals() => Sink.Bool = Equals(Boxed, Gate);
    public static void EnumCompare() => Sink.Int = Color.Red.CompareTo(Color.Green);
}
