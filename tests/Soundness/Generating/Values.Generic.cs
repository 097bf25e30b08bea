// Values of generic types: what makes each is a generic method below, found by the definition that it returns.
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;

namespace MemallocKit.Soundness.Generating;

internal sealed partial class Values
{
    private static readonly ILookup<Type, MethodInfo> s_makers = typeof(Makers).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .ToLookup(m => m.ReturnType.GetGenericTypeDefinition());

    private bool TryGeneric(Type type, Random random, int depth, out object? value)
    {
        value = null;
        if (!type.IsConstructedGenericType || depth > Deepest)
        {
            return false;
        }

        var makers = s_makers[type.GetGenericTypeDefinition()].ToArray();
        if (makers.Length == 0)
        {
            return false;
        }

        try
        {
            var maker = makers[random.Next(makers.Length)].MakeGenericMethod(type.GetGenericArguments());
            value = maker.Invoke(new Makers(this, random, depth + 1), null);
            return value is not null;
        }
        catch (Exception e) when (e is TargetInvocationException or ArgumentException)
        {
            return false;
        }
    }

    private sealed class Makers(Values values, Random random, int depth)
    {
        public List<T> List<T>() => [.. Items<T>()];

        public Stack<T> Stack<T>() => new(Items<T>());

        public Queue<T> Queue<T>() => new(Items<T>());

        public HashSet<T> HashSet<T>() => [.. Items<T>()];

        public SortedSet<T> SortedSet<T>() => [.. Items<T>()];

        public LinkedList<T> LinkedList<T>() => new(Items<T>());

        public Dictionary<K, V> Dictionary<K, V>()
            where K : notnull => new(Pairs<K, V>());

        public SortedDictionary<K, V> SortedDictionary<K, V>()
            where K : notnull => new(new Dictionary<K, V>(Pairs<K, V>()));

        public SortedList<K, V> SortedList<K, V>()
            where K : notnull => new(new Dictionary<K, V>(Pairs<K, V>()));

        public OrderedDictionary<K, V> OrderedDictionary<K, V>()
            where K : notnull => new(Pairs<K, V>());

        public PriorityQueue<E, P> PriorityQueue<E, P>() => new(Pairs<E, P>().Select(p => (p.Key, p.Value)));

        public ConcurrentDictionary<K, V> ConcurrentDictionary<K, V>()
            where K : notnull => new(Pairs<K, V>());

        public ConcurrentQueue<T> ConcurrentQueue<T>() => new(Items<T>());

        public ConcurrentStack<T> ConcurrentStack<T>() => new(Items<T>());

        public ConcurrentBag<T> ConcurrentBag<T>() => [.. Items<T>()];

        public ImmutableArray<T> ImmutableArray<T>() => [.. Items<T>()];

        public ImmutableList<T> ImmutableList<T>() => [.. Items<T>()];

        public ImmutableHashSet<T> ImmutableHashSet<T>() => [.. Items<T>()];

        public ImmutableDictionary<K, V> ImmutableDictionary<K, V>()
            where K : notnull => Pairs<K, V>().ToImmutableDictionary();

        public ImmutableSortedDictionary<K, V> ImmutableSortedDictionary<K, V>()
            where K : notnull => Pairs<K, V>().ToImmutableSortedDictionary();

        public FrozenDictionary<K, V> FrozenDictionary<K, V>()
            where K : notnull => Pairs<K, V>().ToFrozenDictionary();

        public FrozenSet<T> FrozenSet<T>() => Items<T>().ToFrozenSet();

        public ArraySegment<T> Segment<T>() => new(Items<T>());

        public Memory<T> Memory<T>() => Items<T>();

        public ReadOnlyMemory<T> ReadOnlyMemory<T>() => Items<T>();

        public KeyValuePair<K, V> Pair<K, V>() => new(One<K>(), One<V>());

        public IEnumerable<T> Enumerable<T>() => random.Next(2) == 0 ? Items<T>() : List<T>();

        public ICollection<T> Collection<T>() => List<T>();

        public IReadOnlyCollection<T> ReadOnlyCollection<T>() => List<T>();

        public IReadOnlyList<T> ReadOnlyList<T>() => List<T>();

        public IList<T> ListInterface<T>() => List<T>();

        public ISet<T> SetInterface<T>() => HashSet<T>();

        public IReadOnlySet<T> ReadOnlySet<T>() => HashSet<T>();

        public IDictionary<K, V> DictionaryInterface<K, V>()
            where K : notnull => Dictionary<K, V>();

        public IReadOnlyDictionary<K, V> ReadOnlyDictionary<K, V>()
            where K : notnull => Dictionary<K, V>();

        public IEnumerator<T> Enumerator<T>() => ((IEnumerable<T>)List<T>()).GetEnumerator();

        public IEqualityComparer<T> EqualityInterface<T>() => EqualityComparer<T>.Default;

        public EqualityComparer<T> Equality<T>() => EqualityComparer<T>.Default;

        public IComparer<T> OrderInterface<T>() => Comparer<T>.Default;

        public Comparer<T> Order<T>() => Comparer<T>.Default;

        public Task<T> Task<T>() => System.Threading.Tasks.Task.FromResult(One<T>());

        public ValueTask<T> ValueTask<T>() => new(One<T>());

        public Lazy<T> Lazy<T>() => new(One<T>());

        public WeakReference<T> Weak<T>()
            where T : class => new(One<T>());

        public ThreadLocal<T> ThreadLocal<T>() => new(One<T>);

        public System.Runtime.CompilerServices.StrongBox<T> Box<T>() => new(One<T>());

        private T One<T>() => values.TryMake(typeof(T), random, out var value, depth) ? (T)value! : default!;

        private T[] Items<T>() => values.TryMake(typeof(T[]), random, out var value, depth) ? (T[])value! : [];

        // Keys that are equal, or null, would be refused.
        private List<KeyValuePair<K, V>> Pairs<K, V>()
        {
            var pairs = new List<KeyValuePair<K, V>>();
            var keys = new HashSet<K>();
            foreach (var key in Items<K>())
            {
                if (key is not null && keys.Add(key))
                {
                    pairs.Add(new KeyValuePair<K, V>(key, One<V>()));
                }
            }

            return pairs;
        }
    }
}
