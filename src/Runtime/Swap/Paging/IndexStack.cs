// Free indices, last in first out: the one just given back is the one still warm in the cache.
namespace MemallocKit.Swap;

/// <summary>A stack of small integers in native memory. Not thread-safe.</summary>
internal sealed class IndexStack(int capacity) : IDisposable
{
    private readonly NativeTable<int> _items = new(capacity);

    public int Count { get; private set; }

    [Memalloc]
    public void Push(int index) => _items[Count++] = index;

    [Memalloc]
    public bool TryPop(out int index)
    {
        if (Count == 0)
        {
            index = -1;
            return false;
        }

        index = _items[--Count];
        return true;
    }

    public void Dispose() => _items.Dispose();
}
