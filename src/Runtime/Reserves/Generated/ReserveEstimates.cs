// What generated trees call for sizes that only the running process knows.
using System.ComponentModel;
using System.Runtime.CompilerServices;
using MemallocKit.Estimation;

namespace MemallocKit.Generated;

/// <summary>For generated code: estimates of types whose layout is not known at build time, and the check of those that are.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ReserveEstimates
{
    /// <summary>The pages that a number of objects needs.</summary>
    public static long Objects<T>(EstimateModel model, int processors, long count)
        where T : unmanaged => Estimate.Objects(model, processors, count, Unsafe.SizeOf<T>());

    /// <summary>How many objects a slab holds.</summary>
    public static int PerSlab<T>(EstimateModel model)
        where T : unmanaged => Estimate.PerSlab(model, Unsafe.SizeOf<T>());

    /// <summary>Holds the size that the estimates at build time relied on against the real one.</summary>
    /// <exception cref="InvalidOperationException">They differ; the message has both.</exception>
    public static void Check<T>(string node, int sizeBytes)
        where T : unmanaged
    {
        if (Unsafe.SizeOf<T>() != sizeBytes)
        {
            throw new InvalidOperationException(
                $"The estimate of '{node}' was made at build time for a {typeof(T)} of {sizeBytes} bytes, but it has {Unsafe.SizeOf<T>()} here. Reserves assume a 64-bit process and the major version of .NET that they were built for: build them again for this one. If that is not it, please report the type's declaration.");
        }
    }
}
