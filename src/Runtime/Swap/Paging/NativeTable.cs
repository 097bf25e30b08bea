// A fixed array in native memory: the pager's books must not move with, or depend on, the managed heap.
using System.Runtime.InteropServices;
using MemallocKit.Estimation;

namespace MemallocKit.Swap;

/// <summary>Zeroed entries, committed and touched at construction. Bounds are the caller's duty; not thread-safe.</summary>
internal sealed unsafe class NativeTable<T> : IDisposable
    where T : unmanaged
{
    private T* _entries;

    /// <exception cref="ReserveException">The memory cannot be had.</exception>
    public NativeTable(int length)
    {
        Length = length;
        try
        {
            _entries = (T*)NativeMemory.Alloc((nuint)length, (nuint)sizeof(T));
        }
        catch (OutOfMemoryException error)
        {
            var pages = PageArithmetic.PagesFor(PageArithmetic.Multiply(length, sizeof(T)));
            throw new ReserveException($"The pager's books of {length} entries need {pages} pages of native memory, which the system refuses.", error);
        }

        // Clearing by hand rather than calloc, which would hand out pages that are not there yet.
        NativeMemory.Clear(_entries, (nuint)length * (nuint)sizeof(T));
    }

    public int Length { get; }

    public ref T this[int index] => ref _entries[index];

    public void Dispose()
    {
        NativeMemory.Free(_entries);
        _entries = null;
    }
}
