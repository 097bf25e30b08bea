// Stand-ins of the kernel's structures, of the sizes that give its slab layouts.
using System.Runtime.InteropServices;

namespace SeedTree;

/// <summary>A routing cache entry (<c>struct rtable</c>, <c>struct rt6_info</c>): 12 to a slab of one page.</summary>
[StructLayout(LayoutKind.Sequential, Size = 320)]
public struct RouteEntry;

/// <summary>A request of a network file system: 8 to a slab of one page.</summary>
[StructLayout(LayoutKind.Sequential, Size = 512)]
public struct Request;
