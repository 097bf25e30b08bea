// An effect that the caller decides: by a delegate, an object or a type argument that it passes.
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Effects;

internal enum ResidualKind : byte
{
    /// <summary>It calls the delegate passed as an argument.</summary>
    Delegate,

    /// <summary>It calls a virtual or interface method of the object passed as an argument.</summary>
    Virtual,

    /// <summary>It calls a method of a type argument.</summary>
    Constrained,

    /// <summary>It compares values of a type argument for equality, or takes their hash code, as the default comparer does.</summary>
    Equality,

    /// <summary>It orders values of a type argument as the default comparer does.</summary>
    Comparison,

    /// <summary>It boxes a value of a type argument, unless that is a reference type.</summary>
    Box,

    /// <summary>It creates an instance of a type argument, which costs nothing for a struct.</summary>
    New,
}

/// <param name="Kind">What it does.</param>
/// <param name="Index">The argument on the stack (the receiver is the first), or the type argument (those of the type come first).</param>
/// <param name="Method">The method called, where one is.</param>
internal readonly record struct Residual(ResidualKind Kind, int Index, MethodReference? Method)
{
    public override string ToString() => Method is null ? $"{Name}({Index})" : $"{Name}({Index},{Method.Method})";

    private string Name => Kind.ToString().ToLowerInvariant();
}
