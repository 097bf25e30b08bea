// A stack of free slots that changes hands as a whole.
using System.Runtime.InteropServices;

namespace MemallocKit.Slabs;

/// <summary>A header; <see cref="Slots"/> follow it. Exactly a quarter of a page, in slabs of its own.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Magazine
{
    public const int Bytes = 1024;

    public const int MostSlots = (Bytes - HeaderBytes) / 8;

    private const int HeaderBytes = 16;

    /// <summary>In a depot: the next one.</summary>
    public Magazine* Next;

    /// <summary>How many slots it holds. Not kept up to date while the magazine is loaded.</summary>
    public int Count;

    public static nint* Slots(Magazine* magazine) => (nint*)((byte*)magazine + HeaderBytes);
}
